package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Measurements;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Trial;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results do not depend on the number of threads, to the last bit, with the kernels of every instruction set. */
@ExtendWith(NativeLibrary.class)
class NativeThreadsTest {
    private static final int[] THREADS = {1, 2, 8};
    private static final List<Integer> BATCHES = List.of(1, 2, 3, 5, 7, 16, 17, 64, 100);
    /** Larger batches of larger circuits take long, and are cut like these. */
    private static final int MAX_AMPLITUDES = 1 << 15;

    @AfterEach
    void useAllProcessors() {
        Dlq.check(Dlq.setThreads(0));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void anyNumberOfThreadsGivesTheSameBits(Precision precision) {
        for (int numQubits = 1; numQubits <= 13; numQubits++) {
            Circuit circuit = RandomCircuits.ofStandardGates(numQubits, numQubits);
            for (int batch : BATCHES) {
                if (batch == 1 || batch << numQubits <= MAX_AMPLITUDES) {
                    Measurement measurement = Measurements.all(numQubits, batch).get((numQubits + batch) % 4);
                    Trial trial = Trial.of(circuit, measurement, batch, batch);
                    assertSameBits(trial, precision);
                    assertSameBits(trial.fromRandomStates(batch), precision);
                }
            }
        }
    }

    /** One state, that threads divide. */
    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18})
    void threadsThatDivideAStateGiveTheSameBits(int numQubits) {
        Circuit circuit = RandomCircuits.ofStandardGates(numQubits, numQubits);
        for (Precision precision : Precision.values()) {
            assertSameBits(Trial.of(circuit, Measurements.sums(numQubits, 1), 1, 1), precision);
        }
    }

    private static void assertSameBits(Trial trial, Precision precision) {
        double[] cotangent = RandomCircuits.numbers(trial.batch() * trial.numOutputs(), 3);
        for (Variant variant : Variant.present()) {
            Program program = trial.compile(new NativeEngine(variant), precision);
            double[][] outputs = new double[THREADS.length][];
            Trial.Gradient[] gradients = new Trial.Gradient[THREADS.length];
            for (int i = 0; i < THREADS.length; i++) {
                Dlq.check(Dlq.setThreads(THREADS[i]));
                outputs[i] = trial.forward(program, precision);
                gradients[i] = trial.backward(program, cotangent);
            }
            for (int i = 1; i < THREADS.length; i++) {
                String what = THREADS[i] + " threads, " + variant + ", batch " + trial.batch() + ", " + trial.circuit();
                assertArrayEquals(outputs[0], outputs[i], what);
                assertArrayEquals(gradients[0].angles(), gradients[i].angles(), what);
                assertArrayEquals(gradients[0].states(), gradients[i].states(), what);
            }
        }
    }
}
