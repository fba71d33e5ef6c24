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
 * {@code r, u = sigma(z_1), sigma(z_2)} for two gates z of [x, h]; {@code n = tanh(z_3)} for one gate of [x, r h];
 * {@code h' = (1 - u) n + u h}. The state is h.
 */
final class GruCell implements Cell<GruCell.Step> {
    private final long nIn;
    private final long nOut;
    private final DressedCircuits gates;
    private final DressedCircuits candidate;

    GruCell(Dressing gates, Dressing candidate, long seed, int layerIndex, DataType type) {
        nOut = gates.nOut();
        nIn = gates.nIn() - nOut;
        this.gates = new DressedCircuits(gates, seed, layerIndex, type);
        // Another seed, so that the candidate's shots are not those of the first gate.
        this.candidate = new DressedCircuits(candidate, ~seed, layerIndex, type);
    }

    record Step(
            DressedCircuits.Trace gates,
            DressedCircuits.Trace candidate,
            INDArray r,
            INDArray u,
            INDArray n,
            INDArray h,
            List<INDArray> next) {}

    @Override
    public int numStates() {
        return 1;
    }

    @Override
    public List<CircuitBank> banks() {
        return List.of(gates.bank(), candidate.bank());
    }

    @Override
    public Step forward(INDArray x, List<INDArray> state, Pass pass) {
        INDArray h = state.get(0);
        DressedCircuits.Trace opened = gates.forward(Nd4j.concat(1, x, h), pass);
        INDArray r = sigmoid(opened.z().get(NDArrayIndex.all(), NDArrayIndex.interval(0, nOut)));
        INDArray u = sigmoid(opened.z().get(NDArrayIndex.all(), NDArrayIndex.interval(nOut, 2 * nOut)));
        DressedCircuits.Trace proposed = candidate.forward(Nd4j.concat(1, x, r.mul(h)), pass);
        INDArray n = tanh(proposed.z());
        INDArray next = h.sub(n).muli(u).addi(n);
        return new Step(opened, proposed, r, u, n, h, List.of(next));
    }

    @Override
    public List<INDArray> state(Step step) {
        return step.next;
    }

    @Override
    public Back backward(Step step, List<INDArray> dState, Pass pass) {
        INDArray dNext = dState.get(0);
        INDArray dn = step.u.rsub(1).muli(dNext).muli(Slopes.ofTanh(step.n));
        INDArray dProposed = candidate.backward(step.candidate, dn, pass);
        INDArray dGated = dProposed.get(NDArrayIndex.all(), NDArrayIndex.interval(nIn, nIn + nOut));
        INDArray dz = Nd4j.concat(
                1,
                dGated.mul(step.h).muli(Slopes.ofSigmoid(step.r)),
                step.h.sub(step.n).muli(dNext).muli(Slopes.ofSigmoid(step.u)));
        INDArray dOpened = gates.backward(step.gates, dz, pass);
        INDArray dx = dOpened.get(NDArrayIndex.all(), NDArrayIndex.interval(0, nIn))
                .add(dProposed.get(NDArrayIndex.all(), NDArrayIndex.interval(0, nIn)));
        INDArray dh = dOpened.get(NDArrayIndex.all(), NDArrayIndex.interval(nIn, nIn + nOut))
                .add(dGated.mul(step.r))
                .addi(dNext.mul(step.u));
        return new Back(dx, List.of(dh));
    }
}
