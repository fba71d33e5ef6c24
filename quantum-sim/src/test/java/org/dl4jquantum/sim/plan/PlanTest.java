package org.dl4jquantum.sim.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.Entanglement;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.ansatz.ZZFeatureMap;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.dl4jquantum.sim.plan.PlanOp.Block;
import org.dl4jquantum.sim.plan.PlanOp.Diagonal;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;
import org.junit.jupiter.api.Test;

/** What circuits become; that plans compute the right thing is the engines' contract. */
class PlanTest {

    private static Plan plan(Circuit.Builder circuit, Measurement measurement) {
        return Plan.of(circuit.build(), measurement);
    }

    private static long count(Plan plan, Class<? extends PlanOp> kind) {
        return plan.operations().stream().filter(kind::isInstance).count();
    }

    @Test
    void firstLayerOfALayeredCircuitIsAProductState() {
        Plan plan = plan(
                Circuit.builder(4).add(AngleEncoding.ry(4)).add(StronglyEntanglingLayers.layers(1)), PauliZ.onEach(4));
        assertEquals(4, plan.starts().size());
        assertEquals(List.of(), plan.operations());
    }

    @Test
    void furtherLayerIsOneDiagonalAndOneRotationForEveryQubit() {
        Plan plan = plan(
                Circuit.builder(4).add(AngleEncoding.ry(4)).add(StronglyEntanglingLayers.layers(3)), PauliZ.onEach(4));
        assertEquals(2, count(plan, Diagonal.class), plan::toString);
        assertEquals(2 * 4, count(plan, Rotation.class), plan::toString);
        assertEquals(0, count(plan, Block.class), plan::toString);
    }

    @Test
    void lastPhasesRemainWhereTheMeasurementSeesThem() {
        Circuit.Builder circuit = Circuit.builder(2).add(StronglyEntanglingLayers.layers(2));
        Measurement flips = Measurement.expectations(PauliSum.of("XI"));
        assertEquals(1, count(plan(circuit, PauliZ.onEach(2)), Diagonal.class));
        assertEquals(2, count(plan(circuit, flips), Diagonal.class));
    }

    @Test
    void permutationsOfBasisStatesLeaveNoOperation() {
        Plan plan = plan(
                Circuit.builder(3)
                        .add(StandardGate.H, 0)
                        .add(StandardGate.CNOT, 0, 2)
                        .add(StandardGate.X, 2)
                        .add(StandardGate.SWAP, 2, 1),
                Measurement.stateVector());
        assertEquals(List.of(), plan.operations());
        // After the swap Z on qubit 1 is what Z on qubit 2 was: minus the parity of 0 and 2.
        assertEquals(new Word(0, 0b101, 2), plan.word(PauliString.of("IZI")));
        assertEquals(new Word(0b100, 0, 0), plan.word(PauliString.of("IXI")));
    }

    @Test
    void everyPhaseOfAFeatureMapLayerMergesIntoOneDiagonal() {
        Plan plan = plan(Circuit.builder(4).add(new ZZFeatureMap(4, 1, Entanglement.FULL)), Measurement.stateVector());
        assertEquals(1, plan.operations().size(), plan::toString);
    }

    @Test
    void controlledRotationIsTwoRotations() {
        Plan plan = plan(
                Circuit.builder(2).add(StandardGate.CNOT, 0, 1).add(StandardGate.CRY, 0.3, 0, 1),
                Measurement.stateVector());
        List<PlanOp> operations = plan.operations();
        assertEquals(2, operations.size(), plan::toString);
        assertTrue(operations.stream().allMatch(Rotation.class::isInstance), plan::toString);
    }

    @Test
    void neighbouringConstantsAboutOneWordAddUp() {
        Plan plan = plan(
                Circuit.builder(2)
                        .add(StandardGate.CNOT, 0, 1)
                        .add(StandardGate.S, 1)
                        .add(StandardGate.T, 1)
                        .add(StandardGate.CZ, 0, 1),
                Measurement.stateVector());
        assertEquals(1, plan.operations().size(), plan::toString);
        Diagonal diagonal = (Diagonal) plan.operations().get(0);
        assertEquals(4, diagonal.terms().size(), plan::toString);
    }

    @Test
    void nothingPassesABlock() {
        Plan plan = plan(
                Circuit.builder(3)
                        .add(StandardGate.CZ, 0, 1)
                        .add(StandardGate.TOFFOLI, 0, 1, 2)
                        .add(StandardGate.CZ, 0, 1),
                Measurement.stateVector());
        assertEquals(
                List.of(Diagonal.class, Block.class, Diagonal.class),
                plan.operations().stream().map(Object::getClass).toList());
    }
}
