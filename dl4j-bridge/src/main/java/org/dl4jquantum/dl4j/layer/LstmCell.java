package org.dl4jquantum.dl4j.layer;

import static org.nd4j.linalg.ops.transforms.Transforms.sigmoid;
import static org.nd4j.linalg.ops.transforms.Transforms.tanh;

import java.util.List;
import org.dl4jquantum.dl4j.conf.Dressing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@code f, i, g, o = sigma(z_1), sigma(z_2), tanh(z_3), sigma(z_4)}, {@code c' = f c + i g}, {@code h' = o tanh(c')},
 * for the four gates z of [x, h]. The state is h, c.
 */
final class LstmCell implements Cell<LstmCell.Step> {
    private final long nIn;
    private final long nOut;
    private final DressedCircuits gates;

    LstmCell(Dressing dressing, long seed, int layerIndex, DataType type) {
        nOut = dressing.nOut();
        nIn = dressing.nIn() - nOut;
        gates = new DressedCircuits(dressing, seed, layerIndex, type);
    }

    record Step(
            DressedCircuits.Trace trace,
            INDArray f,
            INDArray i,
            INDArray g,
            INDArray o,
            INDArray c,
            List<INDArray> next) {}

    @Override
    public int numStates() {
        return 2;
    }

    @Override
    public List<CircuitBank> banks() {
        return List.of(gates.bank());
    }

    @Override
    public Step forward(INDArray x, List<INDArray> state, Pass pass) {
        DressedCircuits.Trace trace = gates.forward(Nd4j.concat(1, x, state.get(0)), pass);
        INDArray f = sigmoid(gate(trace.z(), 0));
        INDArray i = sigmoid(gate(trace.z(), 1));
        INDArray g = tanh(gate(trace.z(), 2));
        INDArray o = sigmoid(gate(trace.z(), 3));
        INDArray c = f.mul(state.get(1)).addi(i.mul(g));
        INDArray h = tanh(c).muli(o);
        return new Step(trace, f, i, g, o, state.get(1), List.of(h, c));
    }

    private INDArray gate(INDArray z, int gate) {
        return z.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * nOut, (gate + 1) * nOut));
    }

    @Override
    public List<INDArray> state(Step step) {
        return step.next;
    }

    @Override
    public Back backward(Step step, List<INDArray> dState, Pass pass) {
        INDArray tanh = tanh(step.next.get(1));
        INDArray dc = dState.get(0).mul(step.o).muli(tanh.mul(tanh).rsubi(1)).addi(dState.get(1));
        INDArray dz = Nd4j.concat(
                1,
                dc.mul(step.c).muli(Slopes.ofSigmoid(step.f)),
                dc.mul(step.g).muli(Slopes.ofSigmoid(step.i)),
                dc.mul(step.i).muli(Slopes.ofTanh(step.g)),
                dState.get(0).mul(tanh).muli(Slopes.ofSigmoid(step.o)));
        INDArray dInput = gates.backward(step.trace, dz, pass);
        return new Back(
                dInput.get(NDArrayIndex.all(), NDArrayIndex.interval(0, nIn)),
                List.of(dInput.get(NDArrayIndex.all(), NDArrayIndex.interval(nIn, nIn + nOut)), dc.muli(step.f)));
    }
}
