package org.dl4jquantum.sim.function;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.cpu.NativeLibrary;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A training step that has settled leaves next to nothing to the garbage collector. */
class AllocationTest {
    private static final int QUBITS = 4;
    private static final int BATCH = 64;
    private static final int WARM_UP = 2000;
    private static final int STEPS = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @ExtendWith(NativeLibrary.class)
    void nativeStepAllocatesNextToNothing() {
        assertAllocates("native", 1_000);
    }

    @Test
    void javaStepAllocatesLittle() {
        assertAllocates("java", 20_000);
    }

    private static void assertAllocates(String engine, long mostBytes) {
        Circuit circuit = Circuit.builder(QUBITS)
                .add(AngleEncoding.ry(QUBITS))
                .add(StronglyEntanglingLayers.layers(2))
                .build();
        QuantumNode node = QuantumNode.of(circuit, PauliZ.onEach(QUBITS)).withEngine(engine);
        for (Precision precision : Precision.values()) {
            Step step = new Step(node.compile(precision));
            step.run(WARM_UP);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            step.run(STEPS);
            long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / STEPS;
            assertTrue(bytes <= mostBytes, engine + ", " + precision + ": " + bytes + " bytes a step");
        }
    }

    /** Forward and backward on memory outside the heap, as a network has it. */
    private static final class Step {
        private final CircuitFunction function;
        private final RealView x = outside(BATCH, QUBITS);
        private final RealView w;
        private final RealView y = outside(BATCH, QUBITS);
        private final RealView dx = outside(BATCH, QUBITS);
        private final RealView dw;

        Step(CircuitFunction function) {
            this.function = function;
            w = outside(1, function.node().numWeights());
            dw = outside(1, function.node().numWeights());
        }

        void run(int times) {
            for (int i = 0; i < times; i++) {
                try (CircuitPullback pullback = function.differentiate(x, w, y, i)) {
                    pullback.backward(y, dx, dw);
                }
            }
        }

        private static RealView outside(int rows, int columns) {
            ByteBuffer memory = ByteBuffer.allocateDirect(Float.BYTES * rows * columns);
            return RealView.of(memory.order(ByteOrder.nativeOrder()).asFloatBuffer(), rows, columns, 0, columns, 1);
        }
    }
}
