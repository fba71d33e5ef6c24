package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer.Kernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A {@link QuantumKernelLayer} at work inside a network. */
public final class KernelCircuit extends BankLayer<QuantumKernelLayer> {
    private static final long serialVersionUID = 1;

    private final transient CircuitBank bank;

    /**
     * A layer for a configuration.
     *
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public KernelCircuit(NeuralNetConfiguration conf, DataType dataType, int layerIndex) {
        super(conf, dataType);
        bank = new CircuitBank(
                layerConf().circuits(), CircuitParamInitializer.THETA, false, conf.getSeed(), layerIndex, dataType);
    }

    @Override
    CircuitBank bank() {
        return bank;
    }

    @Override
    String misfit(INDArray x) {
        return rowsMisfit(x, layerConf().getNIn());
    }

    /** What is read of the states of inputs, then of landmarks. */
    private INDArray features(INDArray points, Pass pass) {
        INDArray features = Nd4j.createUninitialized(pass.type(), points.size(0), bank.numOutputs());
        bank.forward(points, pass.weight(CircuitParamInitializer.THETA), features, pass.iteration());
        return features;
    }

    private static INDArray points(INDArray x, Pass pass) {
        return Nd4j.concat(0, x, pass.weight(QuantumKernelLayer.LANDMARKS));
    }

    private static INDArray rows(INDArray array, long from, long to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    private Comparison comparison(INDArray features, long batch, Pass pass) {
        INDArray ofInputs = rows(features, 0, batch);
        INDArray ofLandmarks = rows(features, batch, features.size(0));
        return layerConf().getKernel() == Kernel.FIDELITY
                ? new Fidelity(ofInputs, ofLandmarks)
                : new Projected(ofInputs, ofLandmarks, pass);
    }

    @Override
    INDArray forward(INDArray x, Pass pass) {
        return comparison(features(points(x, pass), pass), x.size(0), pass).values();
    }

    @Override
    INDArray backward(INDArray x, INDArray dz, Pass pass) {
        INDArray points = points(x, pass);
        Comparison comparison = comparison(features(points, pass), x.size(0), pass);
        INDArray dFeatures = comparison.backward(dz, pass);
        INDArray dPoints = Nd4j.createUninitialized(pass.type(), points.shape());
        INDArray dTheta = pass.gradients().getOrDefault(CircuitParamInitializer.THETA, Nd4j.empty(pass.type()));
        bank.backward(points, pass.weight(CircuitParamInitializer.THETA), dFeatures, dPoints, dTheta, pass.iteration());
        pass.gradient(QuantumKernelLayer.LANDMARKS).assign(rows(dPoints, x.size(0), points.size(0)));
        return rows(dPoints, 0, x.size(0)).dup('c');
    }

    /** Kernel values of features, and the way back. */
    private interface Comparison {
        /** [batch, landmarks]. */
        INDArray values();

        /** The gradient of all features, inputs first. */
        INDArray backward(INDArray dz, Pass pass);
    }

    /** Of states s and t, real and imaginary parts in turn: {@code R^2 + I^2}, {@code R = s t^T}, {@code I = s (J t)^T}. */
    private static final class Fidelity implements Comparison {
        private final INDArray s;
        private final INDArray t;
        private final INDArray real;
        private final INDArray imaginary;

        Fidelity(INDArray s, INDArray t) {
            this.s = s;
            this.t = t;
            real = s.mmul(t.transpose());
            imaginary = s.mmul(timesI(t).transpose());
        }

        /** J: every amplitude times i. */
        private static INDArray timesI(INDArray states) {
            INDArray pairs = states.dup('c').reshape(states.size(0), states.size(1) / 2, 2);
            INDArray turned = Nd4j.createUninitialized(states.dataType(), pairs.shape());
            part(turned, 0).assign(part(pairs, 1).neg());
            part(turned, 1).assign(part(pairs, 0));
            return turned.reshape(states.shape());
        }

        private static INDArray part(INDArray pairs, int which) {
            return pairs.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(which));
        }

        @Override
        public INDArray values() {
            return real.mul(real).addi(imaginary.mul(imaginary));
        }

        @Override
        public INDArray backward(INDArray dz, Pass pass) {
            INDArray dReal = real.mul(dz).muli(2);
            INDArray dImaginary = imaginary.mul(dz).muli(2);
            INDArray ds = dReal.mmul(t).addi(dImaginary.mmul(timesI(t)));
            // The transpose of J is -J.
            INDArray dt = dReal.transpose().mmul(s).subi(dImaginary.transpose().mmul(timesI(s)));
            return Nd4j.concat(0, ds, dt);
        }
    }

    /** Of Bloch vectors f and g of all qubits: {@code exp(-b D / 2)}, {@code D = |f|^2 + |g|^2 - 2 f g^T}. */
    private static final class Projected implements Comparison {
        private final INDArray f;
        private final INDArray g;
        private final double bandwidth;
        private final INDArray distances;
        private final INDArray values;

        Projected(INDArray f, INDArray g, Pass pass) {
            this.f = f;
            this.g = g;
            bandwidth = pass.weight(QuantumKernelLayer.BANDWIDTH).getDouble(0);
            distances = f.mmul(g.transpose())
                    .muli(-2)
                    .addiColumnVector(f.mul(f).sum(true, 1))
                    .addiRowVector(g.mul(g).sum(true, 1).transpose());
            values = Transforms.exp(distances.mul(-bandwidth / 2), false);
        }

        @Override
        public INDArray values() {
            return values;
        }

        @Override
        public INDArray backward(INDArray dz, Pass pass) {
            INDArray slopes = values.mul(dz);
            pass.gradient(QuantumKernelLayer.BANDWIDTH)
                    .assign(-slopes.mul(distances).sumNumber().doubleValue() / 2);
            INDArray dDistances = slopes.muli(-bandwidth / 2);
            INDArray df = f.mulColumnVector(dDistances.sum(true, 1))
                    .subi(dDistances.mmul(g))
                    .muli(2);
            INDArray dg = g.mulColumnVector(dDistances.sum(true, 0).transpose())
                    .subi(dDistances.transpose().mmul(f))
                    .muli(2);
            return Nd4j.concat(0, df, dg);
        }
    }
}
