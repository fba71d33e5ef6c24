package org.dl4jquantum.sim.observable;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.junit.jupiter.api.Test;

class PauliSumTest {
    @Test
    void matrixAddsTheWeightedStrings() {
        PauliSum sum = PauliSum.of("ZI").times(0.5).plus(PauliSum.of("XY").times(-2));
        ComplexMatrix expected = PauliString.of("ZI")
                .matrix()
                .times(new Complex(0.5, 0))
                .plus(PauliString.of("XY").matrix().times(new Complex(-2, 0)));
        assertEquals(0, expected.distanceTo(sum.matrix()));
        assertEquals(0, sum.matrix().distanceTo(sum.matrix().adjoint()));
    }

    @Test
    void additionCollectsEqualStrings() {
        PauliSum sum =
                PauliSum.of("ZI").plus(PauliSum.of("IZ")).plus(PauliSum.of("ZI").times(2));
        assertEquals(
                List.of(new PauliSum.Term(3, PauliString.of("ZI")), new PauliSum.Term(1, PauliString.of("IZ"))),
                sum.terms());
    }

    @Test
    void mapKeepsItsOrder() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("ZZ", -1.5);
        weights.put("II", 0.25);
        assertEquals(
                List.of(new PauliSum.Term(-1.5, PauliString.of("ZZ")), new PauliSum.Term(0.25, PauliString.of("II"))),
                PauliSum.of(weights).terms());
    }

    @Test
    void wrongTermsAreNamed() {
        assertRefused(
                "Pauli string ZX: coefficient NaN, a finite number is needed",
                () -> new PauliSum.Term(Double.NaN, PauliString.of("ZX")));
        assertRefused(
                "Pauli string Z: coefficient -Infinity, a finite number is needed",
                () -> new PauliSum.Term(Double.NEGATIVE_INFINITY, PauliString.of("Z")));
        assertRefused("PauliSum: string ZZZ has 3 qubits, the sum has 2", () -> PauliSum.of("ZI")
                .plus(PauliSum.of("ZZZ")));
        assertRefused("PauliSum: no terms given, at least one is needed", () -> PauliSum.of(Map.of()));
    }
}
