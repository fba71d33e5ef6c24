package org.dl4jquantum.layer.op;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.validation.GradCheckUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs with circuits among ND4J's own operations: gradients by ND4J's own check, and training. */
class CircuitTrainingTest {
    private DataType floatingPoint;

    @BeforeEach
    void checkInDouble() {
        floatingPoint = Nd4j.defaultFloatingPointType();
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterEach
    void restoreDefault() {
        Nd4j.setDefaultDataTypes(floatingPoint, floatingPoint);
    }

    /** A circuit between built-in operations; the inputs are a variable, so that their gradient is checked too. */
    private static SameDiff graph(boolean withSecondCircuit) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", Numbers.of(1, DataType.DOUBLE, 4, 4));
        SDVariable v = graph.var("V", Numbers.of(2, DataType.DOUBLE, 4, 3));
        SDVariable theta = graph.var("theta", Numbers.of(3, DataType.DOUBLE, 1, 19));
        SDVariable label = graph.constant("label", Numbers.of(4, DataType.DOUBLE, 4, 2));
        SDVariable y = QuantumOps.circuit(
                graph, "y", TestNodes.weighted(), graph.math().tanh(x.mmul(v)), theta);
        if (withSecondCircuit) {
            y = QuantumOps.circuit(graph, "z", TestNodes.weightless(), y.mul(2))
                    .mmul(graph.var("U", Numbers.of(5, DataType.DOUBLE, 3, 2)));
        }
        graph.loss.meanSquaredError("loss", label, graph.math().sin(y), null);
        return graph;
    }

    @Test
    void gradientsOfAGraphMatchCentralDifferences() {
        assertTrue(GradCheckUtil.checkGradients(graph(false), Map.of()));
    }

    @Test
    void gradientsThroughTwoCircuitsMatchCentralDifferences() {
        assertTrue(GradCheckUtil.checkGradients(graph(true), Map.of()));
    }

    @Test
    void gradientsWithTheOutputAsLossMatchCentralDifferences() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", Numbers.of(1, DataType.DOUBLE, 1, 2));
        QuantumOps.circuit(graph, "y", TestNodes.weightless(), x);
        graph.setLossVariables("y");
        assertTrue(GradCheckUtil.checkGradients(graph, Map.of()));
    }

    @Test
    void fitLowersTheLossBelowAFifth() {
        SameDiff graph = TestGraph.create();
        double before = TestGraph.output(graph, "loss").getDouble(0);
        TestGraph.fit(graph, 150);
        double after = TestGraph.output(graph, "loss").getDouble(0);
        assertTrue(after < before / 5, before + " -> " + after);
    }

    @Test
    void fitRepeatsBitForBit() {
        SameDiff first = TestGraph.create();
        SameDiff second = TestGraph.create();
        TestGraph.fit(first, 10);
        TestGraph.fit(second, 10);
        for (String name : List.of("V", "theta", "U")) {
            assertIdentical(
                    first.getVariable(name).getArr(), second.getVariable(name).getArr());
        }
    }
}
