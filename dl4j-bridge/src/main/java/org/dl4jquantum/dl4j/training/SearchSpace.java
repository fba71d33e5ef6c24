package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * The quantum layers that a search tries: every encoding with every ansatz in every depth.
 *
 * @param encodings by name
 * @param ansaetze by name, each made for a depth
 * @param depths at least 1 each
 * @param measurement for a number of qubits
 */
public record SearchSpace(
        Map<String, Encoding> encodings,
        Map<String, IntFunction<Ansatz>> ansaetze,
        List<Integer> depths,
        IntFunction<Measurement> measurement) {

    public SearchSpace {
        encodings = new LinkedHashMap<>(encodings);
        ansaetze = new LinkedHashMap<>(ansaetze);
        depths = List.copyOf(depths);
        if (encodings.isEmpty() || ansaetze.isEmpty() || depths.isEmpty()) {
            throw new IllegalArgumentException("search space: " + encodings.size() + " encodings, " + ansaetze.size()
                    + " ansaetze, " + depths.size() + " depths, at least 1 of each is needed");
        }
        for (int depth : depths) {
            if (depth < 1) {
                throw new IllegalArgumentException("search space: depth " + depth + ", at least 1 is needed");
            }
        }
    }

    /**
     * A layer to try.
     *
     * @param name of encoding, ansatz and depth
     */
    public record Candidate(String name, QuantumLayer layer) {}

    /** All layers, each with a name of its own. */
    public List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        encodings.forEach((encodingName, encoding) -> ansaetze.forEach((ansatzName, ansatz) -> {
            for (int depth : depths) {
                QuantumLayer layer = new QuantumLayer.Builder()
                        .encoding(encoding)
                        .ansatz(ansatz.apply(depth))
                        .measure(measurement.apply(encoding.numQubits()))
                        .build();
                all.add(new Candidate(encodingName + ", " + ansatzName + ", depth " + depth, layer));
            }
        }));
        return all;
    }
}
