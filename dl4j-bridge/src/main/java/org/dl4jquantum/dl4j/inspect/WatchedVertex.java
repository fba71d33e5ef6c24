package org.dl4jquantum.dl4j.inspect;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.BaseWrapperVertex;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex whose results are looked through. A graph's summary cannot cope with it: for graphs of our own only. */
final class WatchedVertex extends BaseWrapperVertex {
    private static final long serialVersionUID = 1;

    private final transient NanFinder finder;

    WatchedVertex(GraphVertex inside, NanFinder finder) {
        super(inside);
        this.finder = finder;
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
        for (int i = 0; i < underlying.getInputs().length; i++) {
            finder.look(
                    NanFinding.Stage.ACTIVATION,
                    getVertexName(),
                    "input",
                    underlying.getInputs()[i]);
        }
        INDArray result = underlying.doForward(training, workspaceMgr);
        finder.look(NanFinding.Stage.ACTIVATION, getVertexName(), "output", result);
        return result;
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
        Pair<Gradient, INDArray[]> result = underlying.doBackward(tbptt, workspaceMgr);
        NanFinding.Stage stage = isOutputVertex() ? NanFinding.Stage.LOSS : NanFinding.Stage.GRADIENT;
        if (result.getFirst() != null) {
            result.getFirst()
                    .gradientForVariable()
                    .forEach((key, gradient) -> finder.look(stage, getVertexName(), key, gradient));
        }
        if (result.getSecond() != null) {
            for (INDArray epsilon : result.getSecond()) {
                finder.look(stage, getVertexName(), "input", epsilon);
            }
        }
        return result;
    }
}
