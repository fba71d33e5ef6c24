package org.dl4jquantum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTest {
    private static final double ROUNDING = 1e-9;
    private static final double SINGLE_ROUNDING = 1e-4;

    /** The sizes of the general circuits and of W2 upwards take the oracle seconds each. */
    @ParameterizedTest
    @ValueSource(strings = {"W1", "W8", "W9", "H,2,5,3,4"})
    void enginesAgree(String workload) {
        double[] expected = checkValue(workload, "reference", Precision.DOUBLE);
        assertArrayEquals(expected, checkValue(workload, "java", Precision.DOUBLE), ROUNDING);
        double[] single = checkValue(workload, "java", Precision.FLOAT);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], single[k], SINGLE_ROUNDING * Math.max(1, Math.abs(expected[k])));
        }
    }

    /** Computed by PennyLane's default.qubit. */
    @Test
    void w1IsWhatOthersCompute() {
        double[] expected = {48.04153349802698, 106.73932127580895, 98.90150731488745};
        double[] found = checkValue("W1", "java", Precision.DOUBLE);
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], found[k], ROUNDING * expected[k]);
        }
    }

    @Test
    void layerComputesWhatTheEngineDoes() {
        double[] expected = checkValue("W1", "java", Precision.DOUBLE);
        assertArrayEquals(expected, checkValue("W1-layer", "java", Precision.DOUBLE), ROUNDING);
    }

    @Test
    void randomCircuitHasEveryGate() {
        EnumSet<StandardGate> found = Resources.node("all-gates.json").circuit().operations().stream()
                .map(operation -> (StandardGate) operation.gate())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(StandardGate.class)));
        assertEquals(EnumSet.allOf(StandardGate.class), found);
    }

    @Test
    void unknownWorkloadIsNamed() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Tasks.create("W99", "java", Precision.DOUBLE));
        assertEquals("workload \"W99\": unknown", error.getMessage());
    }

    private static double[] checkValue(String workload, String engine, Precision precision) {
        Task task = Tasks.create(workload, engine, precision);
        task.run();
        return task.checkValue();
    }
}
