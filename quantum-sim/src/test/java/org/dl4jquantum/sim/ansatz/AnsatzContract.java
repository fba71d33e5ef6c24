package org.dl4jquantum.sim.ansatz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ansatz must do, on any number of qubits. */
public abstract class AnsatzContract {
    private static final long SEED = 81;

    /** The ansatz under test. */
    protected abstract Ansatz ansatz();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyWeightOfTheShapeIsUsed(int numQubits) {
        int product = Arrays.stream(ansatz().weightShape(numQubits)).reduce(1, Math::multiplyExact);
        Circuit circuit = Circuit.builder(numQubits).add(ansatz()).build();
        assertEquals(product, ansatz().numWeights(numQubits));
        assertEquals(product, circuit.numWeights());
        assertEquals(0, circuit.numInputs());
        Set<Integer> used = circuit.angles().stream()
                .flatMap(angle -> angle.terms().stream())
                .flatMap(term -> term.weights().stream())
                .collect(Collectors.toSet());
        assertEquals(IntStream.range(0, product).boxed().collect(Collectors.toSet()), used);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void weightsFollowThoseThatAreThere(int numQubits) {
        int own = ansatz().numWeights(numQubits);
        Circuit twice = Circuit.builder(numQubits)
                .add(StandardGate.RX, Angle.weight(2).plus(Angle.input(0)), 0)
                .add(ansatz())
                .add(ansatz())
                .build();
        assertEquals(3 + 2 * own, twice.numWeights());
        assertEquals(1, twice.numInputs());
        int each = (twice.operations().size() - 1) / 2;
        for (int i = 0; i < each; i++) {
            assertEquals(
                    twice.operations().get(1 + i).qubits(),
                    twice.operations().get(1 + each + i).qubits());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void initialWeightsAreSpreadOverATurnAndFollowTheSeed(int numQubits) {
        double[] weights = ansatz().initialWeights(numQubits, SEED);
        assertEquals(ansatz().numWeights(numQubits), weights.length);
        for (double weight : weights) {
            assertTrue(weight >= 0 && weight < 2 * Math.PI, () -> "weight " + weight);
        }
        assertEquals(weights.length, Arrays.stream(weights).distinct().count());
        assertArrayEquals(weights, ansatz().initialWeights(numQubits, SEED));
        assertFalse(Arrays.equals(weights, ansatz().initialWeights(numQubits, SEED + 1)));
    }
}
