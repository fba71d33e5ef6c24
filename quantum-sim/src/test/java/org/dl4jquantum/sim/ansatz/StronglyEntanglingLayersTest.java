package org.dl4jquantum.sim.ansatz;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.junit.jupiter.api.Test;

class StronglyEntanglingLayersTest extends AnsatzContract {
    @Override
    protected Ansatz ansatz() {
        return StronglyEntanglingLayers.layers(3);
    }

    @Test
    void layerIsThreeRotationsAQubitThenARing() {
        assertArrayEquals(
                new int[] {2, 3, 3}, StronglyEntanglingLayers.layers(2).weightShape(3));
        assertEquals(
                """
                RZ(w0) [0]
                RY(w1) [0]
                RZ(w2) [0]
                RZ(w3) [1]
                RY(w4) [1]
                RZ(w5) [1]
                RZ(w6) [2]
                RY(w7) [2]
                RZ(w8) [2]
                CNOT [0, 1]
                CNOT [1, 2]
                CNOT [2, 0]""",
                text(StronglyEntanglingLayers.layers(1), 3));
    }

    @Test
    void rangesGrowLayerByLayer() {
        assertEquals(
                List.of(
                        "[0, 1]", "[1, 2]", "[2, 3]", "[3, 0]", "[0, 2]", "[1, 3]", "[2, 0]", "[3, 1]", "[0, 3]",
                        "[1, 0]", "[2, 1]", "[3, 2]", "[0, 1]", "[1, 2]", "[2, 3]", "[3, 0]"),
                cnots(StronglyEntanglingLayers.layers(4), 4));
    }

    @Test
    void oneRangeHoldsForEveryLayer() {
        assertEquals(
                List.of("[0, 2]", "[1, 0]", "[2, 1]", "[0, 2]", "[1, 0]", "[2, 1]"),
                cnots(StronglyEntanglingLayers.layers(2).withRange(5), 3));
    }

    @Test
    void oneQubitHasNobodyToCouple() {
        assertEquals(List.of(), cnots(StronglyEntanglingLayers.layers(2), 1));
        assertEquals(List.of("[0, 1]", "[1, 0]"), cnots(StronglyEntanglingLayers.layers(1), 2));
    }

    @Test
    void impossibleLayersAndRangesAreRefused() {
        assertRefused(
                "StronglyEntanglingLayers: 0 layers, at least 1 is needed", () -> StronglyEntanglingLayers.layers(0));
        assertRefused(
                "StronglyEntanglingLayers: range -1, at least 1 is needed, or 0 for ranges in turn",
                () -> StronglyEntanglingLayers.layers(1).withRange(-1));
        assertRefused(
                "StronglyEntanglingLayers: range 6 on 3 qubits couples each with itself, allowed are ranges that 3 does"
                        + " not divide",
                () -> Circuit.builder(3).add(StronglyEntanglingLayers.layers(1).withRange(6)));
    }

    private static String text(Ansatz ansatz, int numQubits) {
        String text = Circuit.builder(numQubits).add(ansatz).build().toString();
        return text.substring(text.indexOf('\n') + 1);
    }

    private static List<String> cnots(Ansatz ansatz, int numQubits) {
        return text(ansatz, numQubits)
                .lines()
                .filter(line -> line.startsWith("CNOT"))
                .map(line -> line.substring("CNOT ".length()))
                .toList();
    }
}
