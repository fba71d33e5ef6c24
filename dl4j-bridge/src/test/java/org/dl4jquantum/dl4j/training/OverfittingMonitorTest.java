package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class OverfittingMonitorTest {
    /** DL4J adds up scores in single precision. */
    private static final double ROUNDING = 1e-6;

    private final DataSet training = TestNetworks.data(DataType.DOUBLE, 6);
    /** The opposite of what is learned. */
    private final DataSet other =
            new DataSet(training.getFeatures(), training.getLabels().rsub(1));

    @Test
    void trainingTheQuantumPartAloneOverfitsItAlone() {
        Model model = Hybrids.graph(DataType.DOUBLE);
        OverfittingMonitor monitor = new OverfittingMonitor(model, training, other);
        monitor.epochDone();
        PartUpdaters.set(model, new Sgd(0), new Adam(0.05));
        for (int epoch = 0; epoch < 5; epoch++) {
            for (int step = 0; step < 20; step++) {
                Network.of(model).fit(training);
            }
            monitor.epochDone();
        }
        OverfittingMonitor.Report report = monitor.report();
        assertEquals(0, report.bestEpoch(), report.toString());
        assertEquals(6, report.epochs().size());
        assertTrue(report.quantum().isOverfitting(), report.toString());
        OverfittingMonitor.Epoch first = report.epochs().get(0);
        OverfittingMonitor.Epoch last = report.epochs().get(5);
        assertEquals(first.training() - last.training(), report.quantum().memorized(), ROUNDING);
        assertEquals(last.validation() - first.validation(), report.quantum().overfitted(), ROUNDING);
        assertEquals(new OverfittingMonitor.Part(0, 0), report.classical());
        assertFalse(report.classical().isOverfitting());
        assertTrue(last.gap() > first.gap());
        assertTrue(report.toString().contains("quantum part: since then training -"), report.toString());
        assertTrue(report.toString().contains(", overfitting\nclassical part"), report.toString());
    }

    @Test
    void whatGeneralisesIsNotOverfitting() {
        Model model = Hybrids.sequence(DataType.DOUBLE);
        OverfittingMonitor monitor = new OverfittingMonitor(model, training, training);
        for (int epoch = 0; epoch < 3; epoch++) {
            monitor.epochDone();
            for (int step = 0; step < 10; step++) {
                Network.of(model).fit(training);
            }
        }
        OverfittingMonitor.Report report = monitor.report();
        assertFalse(report.quantum().isOverfitting(), report.toString());
        assertFalse(report.classical().isOverfitting(), report.toString());
        assertEquals(report.classical().memorized(), -report.classical().overfitted());
    }

    @Test
    void theNetworkIsLeftAsItIs() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            OverfittingMonitor monitor = new OverfittingMonitor(model, training, other);
            monitor.epochDone();
            network.fit(training);
            monitor.epochDone();
            INDArray params = model.params().dup();
            INDArray state = network.updater().getStateViewArray().dup();
            monitor.report();
            assertIdentical(params, model.params());
            assertIdentical(state, network.updater().getStateViewArray());
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer(
                "overfitting monitor", model -> new OverfittingMonitor(model, training, other));
        OverfittingMonitor monitor = new OverfittingMonitor(Hybrids.graph(DataType.DOUBLE), training, other);
        assertEquals(
                "overfitting monitor: no epoch is done, call epochDone() after each",
                assertThrows(IllegalStateException.class, monitor::report).getMessage());
    }
}
