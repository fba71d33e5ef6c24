package org.dl4jquantum.sim.observable;

import java.util.Arrays;
import java.util.List;

/** What is read from the final state of a circuit: one row of real numbers per sample. */
public sealed interface Measurement {

    /** Number of values per sample, for a circuit of {@code numQubits}. */
    int numOutputs(int numQubits);

    /**
     * Refuses what does not fit a circuit of {@code numQubits}.
     *
     * @throws IllegalArgumentException naming the observable or qubit that does not fit
     */
    void validate(int numQubits);

    /** Expectation values {@code <psi|O_k|psi>}, one per observable. */
    static Measurement expectations(List<PauliSum> observables) {
        return new Expectations(observables);
    }

    /** Expectation values {@code <psi|O_k|psi>}, one per observable. */
    static Measurement expectations(PauliSum... observables) {
        return new Expectations(List.of(observables));
    }

    /**
     * The probabilities of the {@code 2^k} outcomes of measuring the listed qubits; the j-th listed qubit is bit j of
     * the outcome.
     */
    static Measurement probabilities(int... qubits) {
        return new Probabilities(Arrays.stream(qubits).boxed().toList());
    }

    /** All amplitudes: real and imaginary part in turn, {@code 2^(n+1)} values. */
    static Measurement stateVector() {
        return new StateVector();
    }

    /**
     * Expectation values.
     *
     * @param observables at least one, all on the circuit's number of qubits
     */
    record Expectations(List<PauliSum> observables) implements Measurement {
        public Expectations {
            observables = List.copyOf(observables);
            if (observables.isEmpty()) {
                throw new IllegalArgumentException("expectations: no observables given, at least one is needed");
            }
        }

        @Override
        public int numOutputs(int numQubits) {
            return observables.size();
        }

        @Override
        public void validate(int numQubits) {
            for (int k = 0; k < observables.size(); k++) {
                int received = observables.get(k).numQubits();
                if (received != numQubits) {
                    throw new IllegalArgumentException(
                            "observable " + k + ": acts on " + received + " qubits, the circuit has " + numQubits);
                }
            }
        }
    }

    /**
     * Probabilities of a subset of qubits, marginal over the others.
     *
     * @param qubits distinct; the j-th is bit j of the outcome
     */
    record Probabilities(List<Integer> qubits) implements Measurement {
        private static final int MAX_QUBITS = 26;

        public Probabilities {
            qubits = List.copyOf(qubits);
            if (qubits.isEmpty() || qubits.size() > MAX_QUBITS) {
                throw new IllegalArgumentException(
                        "probabilities: " + qubits.size() + " qubits listed, allowed are 1.." + MAX_QUBITS);
            }
            if (qubits.stream().distinct().count() < qubits.size()) {
                throw new IllegalArgumentException("probabilities: qubits " + qubits + " repeat, each may occur once");
            }
        }

        @Override
        public int numOutputs(int numQubits) {
            return 1 << qubits.size();
        }

        @Override
        public void validate(int numQubits) {
            for (int qubit : qubits) {
                if (qubit < 0 || qubit >= numQubits) {
                    throw new IllegalArgumentException("probabilities: qubit " + qubit + " outside 0.."
                            + (numQubits - 1) + " (circuit has " + numQubits + " qubits)");
                }
            }
        }

        /** The outcome that basis state {@code index} belongs to. */
        public int outcome(long index) {
            int outcome = 0;
            for (int j = 0; j < qubits.size(); j++) {
                outcome |= (int) (index >> qubits.get(j) & 1) << j;
            }
            return outcome;
        }
    }

    /** The state vector. */
    record StateVector() implements Measurement {
        private static final int MAX_QUBITS = 29;

        @Override
        public int numOutputs(int numQubits) {
            return 2 << numQubits;
        }

        @Override
        public void validate(int numQubits) {
            if (numQubits > MAX_QUBITS) {
                throw new IllegalArgumentException("state vector: " + numQubits + " qubits, allowed are at most "
                        + MAX_QUBITS + "; measure expectations instead");
            }
        }
    }
}
