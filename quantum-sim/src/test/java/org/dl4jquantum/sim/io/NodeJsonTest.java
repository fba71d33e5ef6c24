package org.dl4jquantum.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;

class NodeJsonTest {
    @Example
    void memoryIsWrittenWhereItIsNotLeftToTheFunction() {
        assertFalse(NodeJson.write(NODE).contains("memory"));
        QuantumNode stored = NODE.withMemory(MemoryMode.STORE);
        assertEquals(stored, NodeJson.readNode(NodeJson.write(stored)));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> NodeJson.readNode(NodeJson.write(stored).replace("STORE", "SWAP")));
        assertEquals("quantum node: memory \"SWAP\" unknown, known are [AUTO, STORE, RECOMPUTE]", refused.getMessage());
    }

    /** A node of every kind of gate, the amplitudes of inputs, and numbers of any size. */
    static final String EXAMPLE =
            """
            {"format":1,"circuit":{"qubits":2,"inputs":4,"weights":1,"amplitudes":4,"operations":[\
            {"gate":"RY","qubits":[0],"angles":["2.0*x0*x3"]},\
            {"gate":"CNOT","qubits":[1,0]},\
            {"gate":"PauliRotation","controls":0,"word":"ZX","qubits":[0,1],"angles":["0.5 + x0*w0"]},\
            {"gate":"Unitary","controls":1,"matrix":[0.0,0.0,1.0,0.0,1.0,0.0,0.0,0.0],"qubits":[0,1]}]},\
            "measurement":{"expectations":[[{"coefficient":1.0,"pauli":"ZI"},{"coefficient":-1.0E-7,"pauli":"XY"}]]},\
            "engine":"auto","gradient":"adjoint","shots":0,"seed":-7}""";

    static final QuantumNode NODE = new QuantumNode(
            Circuit.builder(2)
                    .add(AmplitudeEncoding.onQubits(2))
                    .add(StandardGate.RY, Angle.input(0).times(Angle.input(3)).times(2), 0)
                    .add(StandardGate.CNOT, 1, 0)
                    .add(CustomGate.pauliRotation("ZX"), Angle.parse("w0*x0 + 0.5"), 0, 1)
                    .add(CustomGate.unitary(StandardGate.X.matrix()).controlled(1), 0, 1)
                    .build(),
            Measurement.expectations(PauliSum.of("ZI").plus(PauliSum.of("XY").times(-1e-7))),
            "auto",
            "adjoint",
            0,
            -7);

    /** The text in files does not change: nodes that were saved must load for ever. */
    @Example
    void textIsTheOneInFiles() {
        assertEquals(EXAMPLE, NodeJson.write(NODE));
        assertEquals(NODE, NodeJson.readNode(EXAMPLE));
    }

    /** Written only where it is fixed: files without it stay as they are. */
    @Example
    void aFixedPrecisionIsKept() {
        for (Precision precision : Precision.values()) {
            QuantumNode fixed = NODE.withPrecision(precision);
            String text = NodeJson.write(fixed);
            assertEquals(EXAMPLE.replace("-7}", "-7,\"precision\":\"" + precision + "\"}"), text);
            assertEquals(fixed, NodeJson.readNode(text));
            assertEquals(fixed, fixed.withEngine("java").withEngine("auto"));
        }
        String wrong = EXAMPLE.replace("-7}", "-7,\"precision\":\"HALF\"}");
        assertEquals(
                "quantum node: precision \"HALF\" unknown, known are [FLOAT, DOUBLE]",
                assertThrows(IllegalArgumentException.class, () -> NodeJson.readNode(wrong))
                        .getMessage());
    }

    @Provide
    Arbitrary<QuantumNode> nodes() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 5);
        return Combinators.combine(
                        sizes,
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.of("auto", "java", "reference", "strange"),
                        Arbitraries.of("auto", "parameter-shift"))
                .as((numQubits, seed, measurement, shots, engine, gradient) -> new QuantumNode(
                        RandomCircuits.withInputs(numQubits, 3, 4, seed),
                        measurements(numQubits, seed).get(measurement),
                        engine,
                        gradient,
                        shots,
                        seed));
    }

    @Property(seed = "41", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void nodesAreReadAsWritten(@ForAll("nodes") QuantumNode node) {
        String text = NodeJson.write(node);
        QuantumNode read = NodeJson.readNode(text);
        assertEquals(node, read);
        assertEquals(text, NodeJson.write(read));
        assertFalse(text.contains("\n"));
    }

    @Property(seed = "42", tries = 100)
    void circuitsAreReadAsWritten(@ForAll @IntRange(min = 1, max = 6) int numQubits, @ForAll long seed) {
        Circuit circuit = RandomCircuits.fromZero(numQubits, 20, seed);
        assertEquals(circuit, NodeJson.readCircuit(NodeJson.write(circuit)));
    }

    @Example
    void unusedInputsWeightsAndAmplitudesSurvive() {
        Circuit circuit = Circuit.builder(3).amplitudes(5).inputs(9).weights(11).build();
        Circuit read = NodeJson.readCircuit(NodeJson.write(circuit));
        assertEquals(circuit, read);
        assertEquals(9, read.numInputs());
        assertEquals(11, read.numWeights());
        assertEquals(5, read.numAmplitudes());
    }

    @Example
    void spacesAndLinesDoNotMatter() {
        assertEquals(NODE, NodeJson.readNode("\n " + EXAMPLE.replace(",", " ,\n ") + "\n"));
    }

    @Example
    void fieldsMayComeInAnyOrder() {
        Circuit expected = Circuit.builder(1).add(StandardGate.RX, 0.25, 0).build();
        assertEquals(
                expected,
                NodeJson.readCircuit(
                        """
                        {"operations": [{"angles": ["0.25"], "qubits": [0], "gate": "RX"}],
                         "amplitudes": 0, "weights": 0, "inputs": 0, "qubits": 1, "format": 1}"""));
    }

    private static List<Measurement> measurements(int numQubits, long seed) {
        double[] weights = RandomCircuits.numbers(2, seed);
        PauliSum sum = PauliSum.of("X" + "I".repeat(numQubits - 1))
                .times(weights[0] * 1e-9)
                .plus(PauliSum.of("Y".repeat(numQubits)).times(weights[1] * 1e9));
        return List.of(
                Measurement.expectations(sum, PauliSum.of("I".repeat(numQubits))),
                PauliZ.onEach(numQubits),
                Measurement.probabilities(numQubits - 1),
                Measurement.stateVector());
    }
}
