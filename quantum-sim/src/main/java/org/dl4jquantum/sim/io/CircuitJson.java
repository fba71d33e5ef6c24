package org.dl4jquantum.sim.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.GateBody;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;

/**
 * Circuits as JSON trees:
 * <pre>{@code
 * {"qubits": 2, "inputs": 1, "weights": 1, "amplitudes": 0, "operations": [
 *   {"gate": "RY", "qubits": [0], "angles": ["x0"]},
 *   {"gate": "CRZ", "qubits": [0, 1], "angles": ["2.0*w0"]},
 *   {"gate": "PauliRotation", "word": "ZX", "controls": 0, "qubits": [0, 1], "angles": ["w0*x0 + 0.5"]},
 *   {"gate": "Unitary", "controls": 1, "matrix": [0, 0, 1, 0, 1, 0, 0, 0], "qubits": [0, 1]}]}
 * }</pre>
 * A matrix is given row by row, real and imaginary part in turn. Angles are as {@link Angle#parse} reads them.
 */
final class CircuitJson {
    private CircuitJson() {}

    static ObjectNode write(Circuit circuit) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("qubits", circuit.numQubits());
        tree.put("inputs", circuit.numInputs());
        tree.put("weights", circuit.numWeights());
        tree.put("amplitudes", circuit.numAmplitudes());
        ArrayNode operations = tree.putArray("operations");
        circuit.operations().forEach(operation -> operations.add(write(operation)));
        return tree;
    }

    private static ObjectNode write(Operation operation) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("gate", operation.gate().symbol());
        if (operation.gate() instanceof CustomGate custom) {
            tree.put("controls", custom.numControls());
            if (custom.body() instanceof GateBody.Rotation rotation) {
                tree.put("word", rotation.word().toString());
            } else if (custom.body() instanceof GateBody.Fixed fixed) {
                writeMatrix(fixed.matrix(), tree.putArray("matrix"));
            }
        }
        ArrayNode qubits = tree.putArray("qubits");
        operation.qubits().forEach(qubits::add);
        if (!operation.parameters().isEmpty()) {
            ArrayNode angles = tree.putArray("angles");
            operation.parameters().forEach(angle -> angles.add(angle.toString()));
        }
        return tree;
    }

    private static void writeMatrix(ComplexMatrix matrix, ArrayNode numbers) {
        for (int row = 0; row < matrix.size(); row++) {
            for (int column = 0; column < matrix.size(); column++) {
                numbers.add(matrix.re(row, column)).add(matrix.im(row, column));
            }
        }
    }

    static Circuit read(JsonNode tree) {
        JsonReader reader =
                new JsonReader("circuit", tree).allowing("qubits", "inputs", "weights", "amplitudes", "operations");
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : reader.array("operations")) {
            operations.add(readOperation(operation));
        }
        return new Circuit(
                reader.integer("qubits"),
                reader.integer("inputs"),
                reader.integer("weights"),
                reader.integer("amplitudes"),
                operations);
    }

    private static Operation readOperation(JsonNode tree) {
        JsonReader reader = new JsonReader("operation", tree);
        Gate gate = readGate(reader);
        List<Integer> qubits = new ArrayList<>();
        reader.array("qubits").forEach(qubit -> qubits.add(JsonReader.integer("qubit", qubit)));
        List<Angle> angles = new ArrayList<>();
        if (reader.has("angles")) {
            reader.array("angles").forEach(angle -> angles.add(Angle.parse(JsonReader.text("angle", angle))));
        }
        return new Operation(gate, qubits, angles);
    }

    private static Gate readGate(JsonReader reader) {
        String symbol = reader.text("gate");
        return switch (symbol) {
            case CustomGate.PAULI_ROTATION -> {
                reader.allowing("gate", "qubits", "angles", "controls", "word");
                yield CustomGate.pauliRotation(reader.text("word")).controlled(reader.integer("controls"));
            }
            case CustomGate.UNITARY -> {
                reader.allowing("gate", "qubits", "angles", "controls", "matrix");
                yield CustomGate.unitary(readMatrix(reader)).controlled(reader.integer("controls"));
            }
            default -> {
                reader.allowing("gate", "qubits", "angles");
                yield StandardGate.ofSymbol(symbol);
            }
        };
    }

    private static ComplexMatrix readMatrix(JsonReader reader) {
        double[] numbers = reader.numbers("matrix");
        if (numbers.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "matrix: " + numbers.length + " numbers, real and imaginary parts in turn are needed");
        }
        Complex[] entries = new Complex[numbers.length / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new Complex(numbers[2 * i], numbers[2 * i + 1]);
        }
        return ComplexMatrix.of(entries);
    }
}
