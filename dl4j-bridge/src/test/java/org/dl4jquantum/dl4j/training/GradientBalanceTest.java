package org.dl4jquantum.dl4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class GradientBalanceTest {
    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 4);

    @Test
    void theRatioIsThatOfRootMeanSquares() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            String layer = network.layers().get(1);
            GradientBalance balance = new GradientBalance(model);
            model.setListeners(balance);
            assertTrue(balance.ratio().isEmpty());
            network.computeGradient(data);
            balance.onGradientCalculation(model);
            INDArray all = network.gradientView().dup();
            INDArray theta = model.gradient().getGradientFor(layer + "_theta");
            double quantum = theta.norm2Number().doubleValue();
            double rest = Math.sqrt(Math.pow(all.norm2Number().doubleValue(), 2) - quantum * quantum);
            double weights = theta.length();
            double others = all.length() - weights;
            double expected = quantum / Math.sqrt(weights) / (rest / Math.sqrt(others));
            assertEquals(expected, balance.ratio().getAsDouble(), 1e-9 * expected);
        }
    }

    @Test
    void warnsOnceWhenBalanceIsLost() {
        Model model = Hybrids.graph(DataType.DOUBLE);
        Network network = Network.of(model);
        GradientBalance balance = new GradientBalance(model);
        network.computeGradient(data);
        balance.onGradientCalculation(model);
        assertTrue(balance.isBalanced(), "ratio " + balance.ratio());
        assertEquals(0, balance.warnings());
        for (int i = 0; i < 2; i++) {
            scaleQuantum(network, 1e-3);
            balance.onGradientCalculation(model);
            assertFalse(balance.isBalanced());
            assertEquals(1, balance.warnings());
        }
        network.computeGradient(data);
        balance.onGradientCalculation(model);
        scaleQuantum(network, 1e3);
        balance.onGradientCalculation(model);
        assertEquals(2, balance.warnings());
    }

    private static void scaleQuantum(Network network, double factor) {
        network.params(true).forEach(range -> range.of(network.gradientView()).muli(factor));
    }

    @Test
    void isCalledOnceAnIterationByDl4j() {
        Model model = Hybrids.sequence(DataType.DOUBLE);
        GradientBalance balance = new GradientBalance(model);
        model.setListeners(balance);
        Network.of(model).fit(data);
        double first = balance.ratio().getAsDouble();
        Network.of(model).fit(data);
        assertTrue(first != balance.ratio().getAsDouble());
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("gradient balance", GradientBalance::new);
        GradientBalance balance = new GradientBalance(Hybrids.graph(DataType.FLOAT));
        Refused.assertRefused(
                "gradient balance: called by another network than the one it was made for; make one for each",
                () -> balance.onGradientCalculation(Hybrids.graph(DataType.FLOAT)));
    }
}
