package org.dl4jquantum.sim.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.DevicePullback;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.DeviceFunction;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.math.DeviceView;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of arrays in the device's memory, against the same functions of arrays in the host's. */
@ExtendWith(MockDriver.class)
class CudaDeviceProgramTest {
    private static final int BATCH = 5;
    private static final int QUBITS = 3;

    /** Angles of degree 0 to 3, shared and not. */
    private static Circuit angles() {
        Circuit.Builder circuit = Circuit.builder(QUBITS).add(StronglyEntanglingLayers.layers(1));
        Angle scaled = Angle.input(0).times(Angle.weight(9)).plus(Angle.weight(0));
        return circuit.add(StandardGate.RX, scaled, 0)
                .add(StandardGate.RY, Angle.input(0).times(Angle.input(1)).times(Angle.weight(9)), 1)
                .add(StandardGate.RZ, Angle.weight(1).times(Angle.weight(2)), 2)
                .add(StandardGate.CRY, Angle.input(1).times(0.5), 1, 2)
                .build();
    }

    private static Circuit amplitudes() {
        return Circuit.builder(QUBITS)
                .add(new AmplitudeEncoding(QUBITS, 5))
                .add(StronglyEntanglingLayers.layers(1))
                .add(StandardGate.RX, Angle.input(5).times(Angle.weight(3)), 0)
                .build();
    }

    private static QuantumNode node(Circuit circuit) {
        return QuantumNode.of(circuit, PauliZ.on(QUBITS, 0, 2)).withEngine("cuda");
    }

    private static DeviceFunction onDevice(QuantumNode node, Precision precision) {
        return node.compile(precision).onDevice().orElseThrow();
    }

    /** The arguments and results of one node on device and host. */
    private static final class Arrays implements AutoCloseable {
        final double[] x;
        final double[] w;
        final double[] dy;
        final MockArray onX;
        final MockArray onW;
        final MockArray onY;
        final MockArray onDy;
        final MockArray onDx;
        final MockArray onDw;

        Arrays(QuantumNode node, Precision precision) {
            x = RandomCircuits.numbers(BATCH * node.numInputs(), 1);
            w = RandomCircuits.numbers(node.numWeights(), 2);
            dy = RandomCircuits.numbers(BATCH * node.numOutputs(), 3);
            onX = MockArray.of(precision, BATCH, node.numInputs(), x);
            onW = MockArray.of(precision, 1, node.numWeights(), w);
            onY = new MockArray(precision, BATCH, node.numOutputs());
            onDy = MockArray.of(precision, BATCH, node.numOutputs(), dy);
            onDx = new MockArray(precision, BATCH, node.numInputs());
            onDw = new MockArray(precision, 1, node.numWeights());
        }

        void assertAgree(QuantumNode node, double tolerance) {
            CircuitFunction host = node.withEngine("reference").compile(Precision.DOUBLE);
            RealView inputs = RealView.of(x, BATCH, node.numInputs());
            RealView weights = RealView.of(w, 1, node.numWeights());
            double[] y = new double[dy.length];
            double[] dx = new double[x.length];
            double[] dw = new double[w.length];
            host.forward(inputs, weights, RealView.of(y, BATCH, node.numOutputs()), RandomKey.INFERENCE);
            host.backward(
                    inputs,
                    weights,
                    RealView.of(dy, BATCH, node.numOutputs()),
                    RealView.of(dx, BATCH, node.numInputs()),
                    RealView.of(dw, 1, node.numWeights()),
                    RandomKey.INFERENCE);
            assertArrayEquals(y, onY.values(), tolerance);
            assertArrayEquals(dx, onDx.values(), tolerance);
            assertArrayEquals(dw, onDw.values(), tolerance);
        }

        @Override
        public void close() {
            for (MockArray array : new MockArray[] {onX, onW, onY, onDy, onDx, onDw}) {
                array.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void agreesWithTheHost(Precision precision) {
        double tolerance = precision == Precision.DOUBLE ? 1e-12 : 2e-5;
        for (Circuit circuit : new Circuit[] {angles(), amplitudes()}) {
            QuantumNode node = node(circuit);
            DeviceFunction function = onDevice(node, precision);
            assertEquals(0, function.device());
            try (Arrays arrays = new Arrays(node, precision)) {
                function.forward(arrays.onX.view(), arrays.onW.view(), arrays.onY.view(), 0);
                function.backward(
                        arrays.onX.view(),
                        arrays.onW.view(),
                        arrays.onDy.view(),
                        arrays.onDx.view(),
                        arrays.onDw.view(),
                        0);
                arrays.assertAgree(node, tolerance);
            }
        }
        assertEquals(0, MockDriver.get(MockDriver.Field.MISUSES));
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryMode.class,
            names = {"STORE", "RECOMPUTE"})
    void aPullbackIsThatOfItsForwardPass(MemoryMode mode) {
        QuantumNode node = node(amplitudes()).withMemory(mode);
        DeviceFunction function = onDevice(node, Precision.DOUBLE);
        try (Arrays arrays = new Arrays(node, Precision.DOUBLE)) {
            DeviceView x = arrays.onX.view();
            DeviceView w = arrays.onW.view();
            DevicePullback pullback = function.differentiate(x, w, arrays.onY.view(), 0);
            assertEquals(mode == MemoryMode.STORE ? node.stateBytes(BATCH, Precision.DOUBLE) : 0, pullback.bytesHeld());
            assertTrue(pullback.isAt(x, w, 0));
            arrays.onX.set(0, 0, 7);
            assertFalse(pullback.isAt(x, w, 0));
            // At the arguments of then, from states and without them.
            for (int i = 0; i < 2; i++) {
                pullback.backward(arrays.onDy.view(), arrays.onDx.view(), arrays.onDw.view(), 0);
                arrays.assertAgree(node, 1e-12);
                assertEquals(0, pullback.bytesHeld());
            }
            pullback.close();
            assertFalse(pullback.isAt(x, w, 0));
            assertThrows(
                    IllegalStateException.class,
                    () -> pullback.backward(arrays.onDy.view(), arrays.onDx.view(), arrays.onDw.view(), 0));
        }
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedAndNothingIsWritten() {
        QuantumNode node = node(angles());
        DeviceFunction function = onDevice(node, Precision.FLOAT);
        try (Arrays arrays = new Arrays(node, Precision.FLOAT)) {
            arrays.onX.set(3, 1, Double.POSITIVE_INFINITY);
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> function.forward(arrays.onX.view(), arrays.onW.view(), arrays.onY.view(), 0));
            assertEquals("engine cuda: input 1 of sample 3: Infinity, a finite number is needed", refused.getMessage());
            for (double untouched : arrays.onY.values()) {
                assertTrue(Double.isNaN(untouched));
            }
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        QuantumNode node = node(angles());
        DeviceFunction function = onDevice(node, Precision.DOUBLE);
        try (Arrays arrays = new Arrays(node, Precision.DOUBLE)) {
            DeviceView x = arrays.onX.view();
            DeviceView w = arrays.onW.view();
            DeviceView y = arrays.onY.view();
            assertEquals(
                    "inputs: shape [1, 10] received, [1, 2] needed",
                    assertThrows(IllegalArgumentException.class, () -> function.forward(w, w, y, 0))
                            .getMessage());
            assertEquals(
                    "weight gradient: shape [5, 2] received, [1, 10] needed",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> function.backward(x, w, arrays.onDy.view(), x, x, 0))
                            .getMessage());
        }
    }

    @Test
    void whatIsNotExactAndTheEnginesOwnStaysOnTheHost() {
        QuantumNode node = node(angles());
        assertTrue(node.withShots(10, 1).compile(Precision.FLOAT).onDevice().isEmpty());
        assertTrue(node.withGradient(GradientMethod.PARAMETER_SHIFT)
                .compile(Precision.FLOAT)
                .onDevice()
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "reference"})
    void enginesOfTheProcessorStayOnTheHost(String engine) {
        assertTrue(node(angles())
                .withEngine(engine)
                .compile(Precision.DOUBLE)
                .onDevice()
                .isEmpty());
    }
}
