package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer.Kernel;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.ansatz.ZZFeatureMap;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class KernelCircuitTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final double ROUNDING = 1e-12;
    private static final Circuit WEIGHTLESS =
            Circuit.builder(2).add(ZZFeatureMap.onQubits(2)).build();

    private static QuantumKernelLayer.Builder kernel(Kernel kernel) {
        return new QuantumKernelLayer.Builder(kernel).landmarks(3).circuit(WEIGHTLESS);
    }

    private static QuantumKernelLayer.Builder trainable(Kernel kernel) {
        return new QuantumKernelLayer.Builder(kernel)
                .landmarks(3)
                .encoding(ZZFeatureMap.onQubits(2))
                .ansatz(RealAmplitudes.repetitions(1))
                .encoding(ZZFeatureMap.onQubits(2));
    }

    @Nested
    class Fidelity extends LayerContract {
        @Override
        Layer layer() {
            return kernel(Kernel.FIDELITY).build();
        }
    }

    @Nested
    class FidelityOfATrainableCircuit extends LayerContract {
        @Override
        Layer layer() {
            return trainable(Kernel.FIDELITY).build();
        }
    }

    @Nested
    class Projected extends LayerContract {
        @Override
        Layer layer() {
            return trainable(Kernel.PROJECTED).build();
        }
    }

    private static MultiLayerNetwork alone(QuantumKernelLayer.Builder builder) {
        QuantumKernelLayer kernel = builder.build();
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(kernel)
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(kernel.getNIn()))
                .build());
    }

    private static double[] state(INDArray points, int row) {
        return new HybridFunction(QuantumNode.of(WEIGHTLESS, Measurement.stateVector()))
                .output(points, Nd4j.empty(TYPE))
                .getRow(row)
                .toDoubleVector();
    }

    @Test
    void fidelityIsTheSquaredOverlapOfStates() {
        MultiLayerNetwork network = alone(kernel(Kernel.FIDELITY));
        INDArray x = Numbers.of(1, TYPE, 4, 2);
        INDArray landmarks = network.getParam("0_landmarks");
        INDArray k = network.feedForward(x).get(1);
        for (int sample = 0; sample < 4; sample++) {
            for (int j = 0; j < 3; j++) {
                double[] a = state(x, sample);
                double[] b = state(landmarks, j);
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i < a.length; i += 2) {
                    real += a[i] * b[i] + a[i + 1] * b[i + 1];
                    imaginary += a[i + 1] * b[i] - a[i] * b[i + 1];
                }
                assertEquals(real * real + imaginary * imaginary, k.getDouble(sample, j), ROUNDING);
            }
        }
    }

    @Test
    void theProjectedKernelComparesStatesOfSingleQubits() {
        MultiLayerNetwork network = alone(kernel(Kernel.PROJECTED));
        network.getParam("0_bandwidth").assign(0.7);
        INDArray x = Numbers.of(1, TYPE, 4, 2);
        INDArray landmarks = network.getParam("0_landmarks");
        INDArray k = network.feedForward(x).get(1);
        for (int sample = 0; sample < 4; sample++) {
            for (int j = 0; j < 3; j++) {
                double distance = 0;
                for (int qubit = 0; qubit < 2; qubit++) {
                    double[] a = reduced(state(x, sample), qubit);
                    double[] b = reduced(state(landmarks, j), qubit);
                    for (int i = 0; i < a.length; i++) {
                        distance += (a[i] - b[i]) * (a[i] - b[i]);
                    }
                }
                assertEquals(Math.exp(-0.7 * distance), k.getDouble(sample, j), ROUNDING);
            }
        }
    }

    /** The density matrix of one of two qubits, real and imaginary parts in turn. */
    private static double[] reduced(double[] state, int qubit) {
        double[] rho = new double[8];
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                for (int other = 0; other < 2; other++) {
                    int a = 2 * ((row << qubit) | (other << (1 - qubit)));
                    int b = 2 * ((column << qubit) | (other << (1 - qubit)));
                    rho[4 * row + 2 * column] += state[a] * state[b] + state[a + 1] * state[b + 1];
                    rho[4 * row + 2 * column + 1] += state[a + 1] * state[b] - state[a] * state[b + 1];
                }
            }
        }
        return rho;
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void aPointIsMostLikeItself(Kernel kernel) {
        MultiLayerNetwork network = alone(trainable(kernel));
        INDArray k = network.feedForward(network.getParam("0_landmarks").dup()).get(1);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(k.getDouble(j, i), k.getDouble(i, j), ROUNDING);
                assertTrue(k.getDouble(i, j) >= -ROUNDING && k.getDouble(i, j) <= 1 + ROUNDING);
            }
            assertEquals(1, k.getDouble(i, i), ROUNDING);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        String none = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> kernel(Kernel.FIDELITY).landmarks(0).name("k").build())
                .getMessage();
        assertEquals("QuantumKernelLayer \"k\": 0 landmarks received, at least 1 is needed; add .landmarks(n)", none);
        String size = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> kernel(Kernel.FIDELITY).nIn(3).name("k").build())
                .getMessage();
        assertEquals(
                "QuantumKernelLayer \"k\": 3 inputs received, the circuit has 2; change the circuit, or the layer below",
                size);
        String shots = assertThrows(
                        UnsupportedOperationException.class,
                        () -> alone(kernel(Kernel.FIDELITY).shots(10)))
                .getMessage();
        assertEquals("state vector: cannot be measured, but shots = 10; use shots = 0", shots);
    }
}
