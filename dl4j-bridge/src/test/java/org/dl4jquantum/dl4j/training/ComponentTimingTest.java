package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What is measured, never how long it takes. */
class ComponentTimingTest {
    private static final DataSet DATA = TestNetworks.data(DataType.FLOAT, 8);

    @Test
    void everyLayerHasItsTimeAndAllAddUpToOne() {
        for (Model model : Hybrids.both(DataType.FLOAT)) {
            ComponentTiming timing = ComponentTiming.of(model, DATA, 4);
            assertEquals(4, timing.iterations());
            assertEquals(
                    List.of(false, true, false),
                    timing.layers().stream()
                            .map(ComponentTiming.LayerTime::quantum)
                            .toList());
            double sum = timing.otherShare();
            for (ComponentTiming.LayerTime layer : timing.layers()) {
                assertTrue(layer.backwardNanos() > 0, layer.toString());
                sum += layer.nanos() / timing.totalNanos();
            }
            assertEquals(1, sum, 1e-9);
            assertTrue(timing.otherShare() > 0);
            ComponentTiming.LayerTime quantum = timing.layers().get(1);
            assertTrue(quantum.forwardNanos() > 0);
            assertEquals(quantum.nanos() / timing.totalNanos(), timing.quantumShare(), 1e-12);
            assertTrue(timing.toString().contains(quantum.name() + " (quantum): forward"), timing.toString());
        }
    }

    @Test
    void theNetworkIsNotTouched() {
        ComputationGraph graph = Hybrids.graph(DataType.FLOAT);
        graph.fit(DATA);
        INDArray params = graph.params().dup();
        INDArray state = graph.getUpdater().getUpdaterStateViewArray().dup();
        ComponentTiming.of(graph, DATA, 2);
        assertIdentical(params, graph.params());
        assertIdentical(state, graph.getUpdater().getUpdaterStateViewArray());
        assertEquals(1, graph.getIterationCount());
        assertTrue(graph.summary().contains("quantum (CircuitLayer)"));
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsANetwork(model -> ComponentTiming.of(model, DATA, 1));
        Refused.assertRefused(
                "component timing: 0 iterations, at least 1 is needed",
                () -> ComponentTiming.of(Hybrids.graph(DataType.FLOAT), DATA, 0));
    }
}
