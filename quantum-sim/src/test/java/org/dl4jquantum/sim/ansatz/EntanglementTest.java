package org.dl4jquantum.sim.ansatz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntanglementTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void pairsStandInTheDocumentedOrder() {
        assertPairs(Entanglement.FULL, 4, "0-1 0-2 0-3 1-2 1-3 2-3");
        assertPairs(Entanglement.LINEAR, 4, "0-1 1-2 2-3");
        assertPairs(Entanglement.REVERSE_LINEAR, 4, "2-3 1-2 0-1");
        assertPairs(Entanglement.CIRCULAR, 4, "3-0 0-1 1-2 2-3");
    }

    @ParameterizedTest
    @EnumSource
    void twoQubitsHaveOnePairAndOneHasNone(Entanglement entanglement) {
        assertPairs(entanglement, 2, "0-1");
        assertPairs(entanglement, 1, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void reverseLinearIsTheSameUnitaryAsFull(int numQubits) {
        assertArrayEquals(state(Entanglement.FULL, numQubits), state(Entanglement.REVERSE_LINEAR, numQubits), ROUNDING);
    }

    /** CNOTs on every pair, from a superposition. */
    private static double[] state(Entanglement entanglement, int numQubits) {
        Circuit.Builder builder = Circuit.builder(numQubits);
        RandomCircuits.superposition(numQubits, 1).operations().forEach(builder::add);
        entanglement.pairs(numQubits).forEach(pair -> builder.add(StandardGate.CNOT, pair[0], pair[1]));
        Circuit circuit = builder.build();
        double[] state = new double[2 << numQubits];
        QuantumNode.of(circuit, Measurement.stateVector())
                .compile(Precision.DOUBLE)
                .forward(
                        RealView.of(new double[0], 1, 0),
                        RealView.of(RandomCircuits.numbers(circuit.numWeights(), 2), 1, circuit.numWeights()),
                        RealView.of(state, 1, state.length),
                        0);
        return state;
    }

    private static void assertPairs(Entanglement entanglement, int numQubits, String expected) {
        List<String> pairs = entanglement.pairs(numQubits).stream()
                .map(pair -> pair[0] + "-" + pair[1])
                .toList();
        assertEquals(expected, String.join(" ", pairs));
    }
}
