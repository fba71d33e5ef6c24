package org.dl4jquantum.dl4j.training;

import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.BaseWrapperVertex;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex that measures the one inside. A graph's summary cannot cope with it: for graphs of our own only. */
final class TimedVertex extends BaseWrapperVertex {
    private static final long serialVersionUID = 1;
    private long forwardNanos;
    private long backwardNanos;

    TimedVertex(GraphVertex inside) {
        super(inside);
    }

    @Override
    public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
        long start = System.nanoTime();
        try {
            return underlying.doForward(training, workspaceMgr);
        } finally {
            forwardNanos += System.nanoTime() - start;
        }
    }

    @Override
    public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
        long start = System.nanoTime();
        try {
            return underlying.doBackward(tbptt, workspaceMgr);
        } finally {
            backwardNanos += System.nanoTime() - start;
        }
    }

    void reset() {
        forwardNanos = 0;
        backwardNanos = 0;
    }

    long forwardNanos() {
        return forwardNanos;
    }

    long backwardNanos() {
        return backwardNanos;
    }
}
