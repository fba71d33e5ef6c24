package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.inspect.CircuitTrace;
import org.dl4jquantum.sim.inspect.MeasurementResult;
import org.dl4jquantum.sim.inspect.QuantumState;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.factory.Nd4j;

class PicturesTest {
    private static final double[] NONE = new double[0];

    private static Circuit ghz(int numQubits) {
        Circuit.Builder builder = Circuit.builder(numQubits).add(StandardGate.H, 0);
        for (int qubit = 1; qubit < numQubits; qubit++) {
            builder.add(StandardGate.CNOT, qubit - 1, qubit);
        }
        return builder.build();
    }

    private static Circuit entangling(int numQubits, int layers) {
        return Circuit.builder(numQubits)
                .add(AngleEncoding.ry(numQubits))
                .add(StronglyEntanglingLayers.layers(layers))
                .build();
    }

    private static QuantumState someState(int numQubits) {
        Circuit circuit = entangling(numQubits, 1);
        double[] inputs = new java.util.SplittableRandom(1)
                .doubles(circuit.numInputs(), 0, 3)
                .toArray();
        double[] weights = new java.util.SplittableRandom(2)
                .doubles(circuit.numWeights(), 0, 6)
                .toArray();
        return QuantumState.of(circuit, inputs, weights);
    }

    @Test
    void circuit() throws Exception {
        QuantumNode node = QuantumNode.of(entangling(4, 2), PauliZ.onEach(4));
        List<String> texts = Look.at("circuit", Pictures.of(node));
        assertTrue(texts.containsAll(List.of("q0 |0⟩", "RY(x0)", "RZ(w0)", "⟨Z⟩")), texts.toString());
        Set<Integer> colours = Look.colours(Pictures.of(node).image());
        assertTrue(colours.containsAll(Set.of(0xfdebc8, 0xdbeafe, 0xdcf5e3)), "inputs, weights, measurement");
        assertFalse(Look.at("circuit-alone", Pictures.of(ghz(3))).contains("⟨Z⟩"));
    }

    @Test
    void state() throws Exception {
        List<String> texts = Look.at("state-ghz", Pictures.of(QuantumState.of(ghz(3))));
        assertTrue(
                texts.containsAll(List.of(
                        "State of 3 qubits",
                        "Meyer–Wallach entanglement 1.000",
                        "|000⟩",
                        "|111⟩",
                        "0.5000",
                        "q2",
                        "0.00  0.00  0.00",
                        "entropy 1.000 bit")),
                texts.toString());

        Circuit phase =
                Circuit.builder(1).add(StandardGate.H, 0).add(StandardGate.S, 0).build();
        List<String> one = Look.at("state-phase", Pictures.of(QuantumState.of(phase)));
        assertTrue(one.containsAll(List.of("0.5000  0.50π", "0.00  1.00  0.00", "entropy 0.000 bit")), one.toString());
        Set<Integer> colours = Look.colours(Pictures.of(QuantumState.of(phase)).image());
        for (double angle : new double[] {0, Math.PI / 2}) {
            Color colour = StatePicture.colour(angle);
            assertTrue(colours.contains(colour.getRGB() & 0xffffff), "bar of phase " + angle);
        }
    }

    @Test
    void largeStatesAreShownInPart() throws Exception {
        Look.at("state-5", Pictures.of(someState(5)));
        List<String> texts = Look.at("state-6", Pictures.of(someState(6)));
        assertTrue(texts.stream().anyMatch(text -> text.startsWith("and 32 more, probability 0.")), texts.toString());
        List<String> many = Look.at("state-18", Pictures.of(QuantumState.of(ghz(18))));
        assertTrue(many.contains("and 2 more qubits"), many.toString());
        assertTrue(many.contains("|" + "1".repeat(18) + "⟩"), many.toString());
    }

    @Test
    void trace() throws Exception {
        Circuit circuit = Circuit.builder(3)
                .add(AngleEncoding.ry(3))
                .add(StandardGate.CRX, Angle.weight(0).times(Angle.input(1)).plus(Angle.constant(0.5)), 0, 1)
                .add(StandardGate.CNOT, 1, 2)
                .add(StandardGate.T, 2)
                .build();
        CircuitTrace trace = CircuitTrace.of(circuit, new double[] {1, 2, 3}, new double[] {0.7});
        List<String> texts = Look.at("trace", Pictures.of(trace));
        assertTrue(
                texts.containsAll(List.of(
                        "start",
                        "0  RY  q0",
                        "x0 = 1.0000",
                        "(x1 = 2.0000, w0 = 0.7000)",
                        "3  CRX  q0, q1",
                        "0.000 bit",
                        "5  T  q2")),
                texts.toString());
        Circuit deep = entangling(9, 3);
        CircuitTrace many = CircuitTrace.of(deep, new double[9], new double[deep.numWeights()]);
        List<String> first = Look.at("trace-deep", Pictures.of(many));
        assertTrue(first.contains("and " + (deep.operations().size() - 59) + " more operations"), first.toString());
    }

    @Test
    void measurement() throws Exception {
        QuantumNode bell = QuantumNode.of(ghz(2), Measurement.probabilities(0, 1));
        Picture counts = Pictures.of(MeasurementResult.of(bell.withShots(400, 3), NONE, NONE));
        Look.at("measurement-counts", counts);
        assertEquals("400 shots, bars: one standard error", counts.title());
        QuantumNode sums = QuantumNode.of(
                ghz(3),
                Measurement.expectations(
                        PauliSum.of("ZII"), PauliSum.of("ZZI"), PauliSum.of("XXX"), PauliSum.of(Map.of("YYX", -0.5))));
        Picture exact = Pictures.of(MeasurementResult.of(sums, NONE, NONE));
        Look.at("measurement-exact", exact);
        assertEquals("Exact expectations", exact.title());
        Look.at("measurement-shots", Pictures.of(MeasurementResult.of(sums.withShots(100, 3), NONE, NONE)));
        Look.at("measurement-one-shot", Pictures.of(MeasurementResult.of(sums.withShots(1, 3), NONE, NONE)));
        QuantumNode many = QuantumNode.of(ghz(7), Measurement.probabilities(0, 1, 2, 3, 4, 5, 6));
        Picture part = Pictures.of(MeasurementResult.of(many, NONE, NONE));
        Look.at("measurement-many", part);
        assertEquals("Exact probabilities; 126 smallest left out", part.title());
    }

    @Test
    void confusionMatrix() throws Exception {
        Evaluation evaluation = new Evaluation(List.of("cat", "dog", "elephant"));
        evaluation.eval(
                Nd4j.createFromArray(new double[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
                Nd4j.createFromArray(new double[][] {{.9, .1, 0}, {.2, .8, 0}, {0, 1, 0}, {0, 0, 1}}));
        Picture picture = Pictures.of(evaluation);
        List<String> texts = Look.at("confusion", picture);
        assertTrue(
                texts.containsAll(
                        List.of("Accuracy 75.00 %", "cat", "elephant", "50.0 %", "100.0 %", "predicted", "true")),
                texts.toString());
        Set<Integer> colours = Look.colours(picture.image());
        assertTrue(colours.contains(Style.QUANTUM.getRGB() & 0xffffff), "a row that is all right");
        assertTrue(colours.contains(Style.tint(Style.CLASSICAL, 0.5).getRGB() & 0xffffff), "half of a row wrong");

        Evaluation ten = new Evaluation(10);
        ten.eval(Nd4j.eye(10), Nd4j.eye(10));
        List<String> digits = Look.at("confusion-10", Pictures.of(ten));
        assertTrue(digits.containsAll(List.of("0", "9", "Accuracy 100.00 %")), digits.toString());
        assertThrows(IllegalArgumentException.class, () -> Pictures.of(new Evaluation()));
    }

    @Test
    void anyChart() throws Exception {
        XYChart chart =
                new XYChartBuilder().width(300).height(200).title("Line").build();
        chart.addSeries("line", new double[] {0, 1, 2}, new double[] {0, 1, 4});
        Picture picture = Pictures.of(chart);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        Look.at("chart", picture);
        assertEquals("Line (300 x 200)", picture.toString());
    }
}
