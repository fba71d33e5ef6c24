package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumConfiguration;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.layer.RunsCircuits;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class StateMemoryTest {
    private static final int BATCH = 8;
    private static final DataSet DATA = TestNetworks.data(DataType.FLOAT, BATCH);

    @Test
    void modesTrainAlikeAndStoreWhatTheySay() {
        for (Model model : Hybrids.both(DataType.FLOAT)) {
            Network stores = Network.of(StateMemory.with(model, MemoryMode.STORE));
            Network recomputes = Network.of(StateMemory.with(model, MemoryMode.RECOMPUTE));
            for (int step = 0; step < 3; step++) {
                stores.fit(DATA);
                recomputes.fit(DATA);
            }
            assertIdentical(stores.model().params(), recomputes.model().params());
            assertNotEquals(model.params(), stores.model().params());
            assertEquals(0, circuits(recomputes).storedBytes());
            if (circuits(stores).engineName().equals("native")) {
                assertTrue(circuits(stores).storedBytes() >= stateBytes(stores));
            }
        }
    }

    private static RunsCircuits circuits(Network network) {
        return (RunsCircuits) network.layer(name(network));
    }

    private static String name(Network network) {
        return QuantumParts.required("test", network).get(0);
    }

    private static long stateBytes(Network network) {
        QuantumConfiguration layer =
                (QuantumConfiguration) network.layer(name(network)).conf().getLayer();
        return layer.circuits().get(0).stateBytes(BATCH, Precision.FLOAT);
    }

    @Test
    void reportNamesEveryQuantumLayer() {
        StateMemory memory = StateMemory.of(Hybrids.graph(DataType.FLOAT), DATA, 2);
        assertEquals(
                List.of("quantum"),
                memory.layers().stream().map(StateMemory.LayerMemory::name).toList());
        assertTrue(memory.storeNanos() > 0 && memory.recomputeNanos() > 0);
        assertTrue(memory.toString().contains("quantum: "), memory.toString());
        assertEquals(memory.layers().get(0).bytes(), memory.bytes());
    }

    @Test
    void builderSetsTheMode() {
        QuantumLayer layer = new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(2))
                .measure(PauliZ.onEach(2))
                .memory(MemoryMode.RECOMPUTE)
                .build();
        assertEquals(MemoryMode.RECOMPUTE, layer.getNode().memory());
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("state memory", model -> StateMemory.with(model, MemoryMode.STORE));
        Refused.assertNeedsAQuantumLayer("state memory", model -> StateMemory.of(model, DATA, 1));
        Refused.assertRefused(
                "state memory: 0 iterations, at least 1 is needed",
                () -> StateMemory.of(Hybrids.graph(DataType.FLOAT), DATA, 0));
    }
}
