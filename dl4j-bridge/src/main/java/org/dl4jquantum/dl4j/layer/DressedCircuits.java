package org.dl4jquantum.dl4j.layer;

import org.dl4jquantum.dl4j.conf.Dressing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A {@link Dressing} at work: z for x, and the gradients, which are added to what is there. */
final class DressedCircuits {
    /** tanh times this: angles of a half turn, on which a rotation is one to one. */
    private static final double QUARTER_TURN = Math.PI / 2;

    private final Dressing dressing;
    private final CircuitBank bank;

    DressedCircuits(Dressing dressing, long seed, int layerIndex, DataType type) {
        this.dressing = dressing;
        bank = new CircuitBank(dressing.circuits(), dressing.thetaKey(), false, seed, layerIndex, type);
    }

    CircuitBank bank() {
        return bank;
    }

    /**
     * What a forward pass computed, as the backward pass needs it.
     *
     * @param x [batch, nIn]
     * @param tanh [batch, G q]
     * @param y what the circuits gave, [batch, G o]
     * @param z [batch, G nOut]
     */
    record Trace(INDArray x, INDArray tanh, INDArray y, INDArray z) {}

    Trace forward(INDArray x, Pass pass) {
        INDArray tanh = Transforms.tanh(
                x.mmul(pass.weight(dressing.inKey())).addiRowVector(pass.weight(dressing.inBiasKey())), false);
        INDArray y = Nd4j.createUninitialized(pass.type(), x.size(0), bank.numOutputs());
        bank.forward(tanh.mul(QUARTER_TURN), pass.weight(dressing.thetaKey()), y, pass.iteration());
        INDArray z = Nd4j.createUninitialized(pass.type(), x.size(0), dressing.gates() * dressing.nOut());
        INDArray out = pass.weight(dressing.outKey());
        for (int gate = 0; gate < dressing.gates(); gate++) {
            ofZ(z, gate).assign(ofY(y, gate).mmul(ofZ(out, gate)));
        }
        return new Trace(x, tanh, y, z.addiRowVector(pass.weight(dressing.outBiasKey())));
    }

    /** Returns {@code dL/dx} for {@code dL/dz}. */
    INDArray backward(Trace trace, INDArray dz, Pass pass) {
        INDArray out = pass.weight(dressing.outKey());
        INDArray dOut = pass.gradient(dressing.outKey());
        pass.gradient(dressing.outBiasKey()).addi(dz.sum(true, 0));
        INDArray dy = Nd4j.createUninitialized(pass.type(), trace.y.shape());
        for (int gate = 0; gate < dressing.gates(); gate++) {
            ofZ(dOut, gate).addi(ofY(trace.y, gate).transpose().mmul(ofZ(dz, gate)));
            ofY(dy, gate).assign(ofZ(dz, gate).mmul(ofZ(out, gate).transpose()));
        }
        INDArray du = Nd4j.createUninitialized(pass.type(), trace.tanh.shape());
        INDArray theta = pass.weight(dressing.thetaKey());
        INDArray dTheta = dressing.hasTheta() ? theta.ulike() : theta;
        bank.backward(trace.tanh.mul(QUARTER_TURN), theta, dy, du, dTheta, pass.iteration());
        if (dressing.hasTheta()) {
            pass.gradient(dressing.thetaKey()).addi(dTheta);
        }
        INDArray slope = trace.tanh.mul(trace.tanh).rsubi(1).muli(QUARTER_TURN);
        INDArray dIn = du.muli(slope);
        pass.gradient(dressing.inKey()).addi(trace.x.transpose().mmul(dIn));
        pass.gradient(dressing.inBiasKey()).addi(dIn.sum(true, 0));
        return dIn.mmul(pass.weight(dressing.inKey()).transpose());
    }

    private INDArray ofY(INDArray array, int gate) {
        return columns(array, gate, dressing.node().numOutputs());
    }

    private INDArray ofZ(INDArray array, int gate) {
        return columns(array, gate, dressing.nOut());
    }

    private INDArray columns(INDArray array, int gate, long count) {
        return dressing.gates() == 1
                ? array
                : array.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * count, (gate + 1) * count));
    }
}
