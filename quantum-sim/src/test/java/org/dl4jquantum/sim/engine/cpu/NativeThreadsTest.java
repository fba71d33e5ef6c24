package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results do not depend on the number of threads, to the last bit. */
@ExtendWith(NativeLibrary.class)
class NativeThreadsTest {
    private static final int[] THREADS = {1, 2, 8};

    @AfterEach
    void useAllProcessors() {
        Dlq.check(Dlq.setThreads(0));
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 4, 1", "DOUBLE, 4, 300", "DOUBLE, 10, 65", "FLOAT, 4, 300", "FLOAT, 10, 65", "FLOAT, 13, 3"})
    void anyNumberOfThreadsGivesTheSameBits(Precision precision, int numQubits, int batch) {
        Circuit circuit = RandomCircuits.ofStandardGates(numQubits, 1);
        Program program = Engines.named("native").compile(circuit, PauliZ.onEach(numQubits), precision);
        Angles angles = RandomCircuits.angles(circuit, batch, 2);
        double[] cotangent = RandomCircuits.numbers(batch * numQubits, 3);
        double[][] outputs = new double[THREADS.length][batch * numQubits];
        double[][] gradients = new double[THREADS.length][];
        for (int i = 0; i < THREADS.length; i++) {
            Dlq.check(Dlq.setThreads(THREADS[i]));
            program.forward(EngineInput.of(angles), RealView.of(outputs[i], batch, numQubits));
            EngineGradient gradient = new EngineGradient(angles, Optional.empty());
            program.backward(EngineInput.of(angles), RealView.of(cotangent, batch, numQubits), gradient);
            gradients[i] = gradient.angles();
        }
        for (int i = 1; i < THREADS.length; i++) {
            assertArrayEquals(outputs[0], outputs[i]);
            assertArrayEquals(gradients[0], gradients[i]);
        }
    }
}
