package org.dl4jquantum.sim.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;

/** One measurement of each kind, to test with. */
public final class Measurements {
    private static final int SUMS = 4;
    private static final int TERMS = 6;

    private Measurements() {}

    /** Pauli sums, sums that see no phase, marginals and the state vector. */
    public static List<Measurement> all(int numQubits, long seed) {
        return List.of(
                sums(numQubits, seed), PauliZ.onEach(numQubits), marginals(numQubits, seed), Measurement.stateVector());
    }

    /** Sums of random words, each with an identity term, one with nothing else. */
    public static Measurement sums(int numQubits, long seed) {
        Random random = new Random(seed);
        List<PauliSum> sums = new ArrayList<>();
        PauliString identity = new PauliString(numQubits, 0, 0);
        sums.add(PauliSum.of(identity).times(-0.75));
        for (int k = 0; k < SUMS; k++) {
            List<PauliSum.Term> terms = new ArrayList<>();
            terms.add(new PauliSum.Term(random.nextDouble(), identity));
            for (int i = 0; i < TERMS; i++) {
                PauliString string = PauliString.of(RandomCircuits.word("IXYZ", numQubits, random));
                terms.add(new PauliSum.Term(2 * random.nextDouble() - 1, string));
            }
            sums.add(new PauliSum(numQubits, terms));
        }
        return Measurement.expectations(sums);
    }

    /** Some of the qubits, in any order but the natural one. */
    public static Measurement marginals(int numQubits, long seed) {
        List<Integer> qubits =
                new ArrayList<>(IntStream.range(0, numQubits).boxed().toList());
        Collections.shuffle(qubits, new Random(seed));
        if (numQubits > 1 && qubits.get(0) < qubits.get(1)) {
            Collections.swap(qubits, 0, 1);
        }
        return new Measurement.Probabilities(qubits.subList(0, Math.max(1, numQubits - 1)));
    }
}
