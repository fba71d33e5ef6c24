package org.dl4jquantum.sim.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/**
 * Measurements as JSON trees: {@code {"expectations": [[{"coefficient": 1.0, "pauli": "ZI"}], ...]}},
 * {@code {"probabilities": [0, 1]}} or {@code {"stateVector": true}}.
 */
final class MeasurementJson {
    private static final String EXPECTATIONS = "expectations";
    private static final String PROBABILITIES = "probabilities";
    private static final String STATE_VECTOR = "stateVector";

    private MeasurementJson() {}

    static ObjectNode write(Measurement measurement) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (measurement instanceof Measurement.Expectations expectations) {
            ArrayNode observables = tree.putArray(EXPECTATIONS);
            for (PauliSum observable : expectations.observables()) {
                ArrayNode terms = observables.addArray();
                observable.terms().forEach(term -> terms.addObject()
                        .put("coefficient", term.coefficient())
                        .put("pauli", term.string().toString()));
            }
        } else if (measurement instanceof Measurement.Probabilities probabilities) {
            ArrayNode qubits = tree.putArray(PROBABILITIES);
            probabilities.qubits().forEach(qubits::add);
        } else {
            tree.put(STATE_VECTOR, true);
        }
        return tree;
    }

    static Measurement read(JsonNode tree, int numQubits) {
        JsonReader reader = new JsonReader("measurement", tree).allowing(EXPECTATIONS, PROBABILITIES, STATE_VECTOR);
        boolean one = tree.size() == 1;
        if (one && reader.has(EXPECTATIONS)) {
            List<PauliSum> observables = new ArrayList<>();
            reader.array(EXPECTATIONS).forEach(terms -> observables.add(readSum(terms, numQubits)));
            return Measurement.expectations(observables);
        }
        if (one && reader.has(PROBABILITIES)) {
            List<Integer> qubits = new ArrayList<>();
            reader.array(PROBABILITIES).forEach(qubit -> qubits.add(JsonReader.integer("qubit", qubit)));
            return new Measurement.Probabilities(qubits);
        }
        if (one && tree.path(STATE_VECTOR).asBoolean()) {
            return Measurement.stateVector();
        }
        throw new IllegalArgumentException("measurement: " + tree + ", exactly one of " + EXPECTATIONS + ", "
                + PROBABILITIES + ", " + STATE_VECTOR + ": true is needed");
    }

    private static PauliSum readSum(JsonNode terms, int numQubits) {
        List<PauliSum.Term> read = new ArrayList<>();
        if (!terms.isArray() || terms.isEmpty()) {
            throw new IllegalArgumentException("observable: " + terms + ", a list of at least one term is needed");
        }
        for (JsonNode term : terms) {
            JsonReader reader = new JsonReader("observable", term).allowing("coefficient", "pauli");
            read.add(new PauliSum.Term(reader.number("coefficient"), PauliString.of(reader.text("pauli"))));
        }
        return new PauliSum(numQubits, read);
    }
}
