package org.dl4jquantum.sim.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An immutable quantum circuit: operations on {@code numQubits} qubits that start in |0...0>, or in a state whose
 * amplitudes are inputs. Angles are polynomials in {@code numInputs} inputs (one row per sample) and {@code numWeights}
 * weights (shared). Qubit i is bit i of a basis-state index.
 *
 * @param numQubits 1..32; with an initial state 1..29
 * @param numInputs inputs of a sample, used or not
 * @param numWeights weights, used or not
 * @param numAmplitudes the first this many inputs are the amplitudes of the initial state, normalised and padded with
 *     zeros; 0 to start in |0...0>
 * @param operations what is applied, first to last
 */
public record Circuit(int numQubits, int numInputs, int numWeights, int numAmplitudes, List<Operation> operations) {
    /** What memory of the largest devices holds ends here. */
    public static final int MAX_QUBITS = 32;

    /** The sizes of Java arrays end here. */
    private static final int MAX_QUBITS_OF_GIVEN_STATES = 29;

    public Circuit {
        operations = List.copyOf(operations);
        if (numQubits < 1 || numQubits > MAX_QUBITS) {
            throw new IllegalArgumentException("circuit: " + numQubits + " qubits outside 1.." + MAX_QUBITS);
        }
        if (numAmplitudes < 0 || numAmplitudes > 1L << numQubits) {
            throw new IllegalArgumentException("circuit: " + numAmplitudes + " amplitudes outside 0.."
                    + (1L << numQubits) + " (circuit has " + numQubits + " qubits)");
        }
        if (numAmplitudes > 0 && numQubits > MAX_QUBITS_OF_GIVEN_STATES) {
            throw new IllegalArgumentException("circuit: initial state of " + numQubits + " qubits, at most "
                    + MAX_QUBITS_OF_GIVEN_STATES + " are possible");
        }
        if (numInputs < 0 || numWeights < 0) {
            throw new IllegalArgumentException(
                    "circuit: " + numInputs + " inputs and " + numWeights + " weights, at least 0 of each are needed");
        }
        if (numInputs < numAmplitudes) {
            throw new IllegalArgumentException(
                    "circuit: " + numInputs + " inputs, but the initial state takes " + numAmplitudes);
        }
        for (Operation operation : operations) {
            check(operation, numQubits, numInputs, numWeights);
        }
    }

    private static void check(Operation operation, int numQubits, int numInputs, int numWeights) {
        String symbol = operation.gate().symbol();
        for (int place = 0; place < operation.qubits().size(); place++) {
            int qubit = operation.qubits().get(place);
            if (qubit < 0 || qubit >= numQubits) {
                String role = place < operation.gate().numControls() ? "control" : "target";
                throw new IllegalArgumentException(symbol + ": " + role + " qubit " + qubit + " outside 0.."
                        + (numQubits - 1) + " (circuit has " + numQubits + " qubits)");
            }
        }
        for (Angle angle : operation.parameters()) {
            if (angle.numInputs() > numInputs || angle.numWeights() > numWeights) {
                throw new IllegalArgumentException(symbol + ": angle " + angle + " needs " + angle.numInputs()
                        + " inputs and " + angle.numWeights() + " weights, the circuit has " + numInputs + " and "
                        + numWeights);
            }
        }
    }

    /** Starts an empty circuit. */
    public static Builder builder(int numQubits) {
        return new Builder(numQubits);
    }

    /** Number of angle slots: every parameter of every operation has its own, in order. */
    public int numSlots() {
        // In every call: streams would leave garbage.
        int slots = 0;
        for (int i = 0; i < operations.size(); i++) {
            slots += operations.get(i).gate().numParameters();
        }
        return slots;
    }

    /** The angles of all slots, in order. */
    public List<Angle> angles() {
        return operations.stream().flatMap(op -> op.parameters().stream()).toList();
    }

    /**
     * The circuit that undoes this one.
     *
     * @throws UnsupportedOperationException if the initial state is an input
     */
    public Circuit inverse() {
        if (numAmplitudes > 0) {
            throw new UnsupportedOperationException(
                    "circuit: loads " + numAmplitudes + " amplitudes, only a circuit from |0...0> has an inverse");
        }
        List<Operation> undone = IntStream.range(0, operations.size())
                .mapToObj(i -> operations.get(operations.size() - 1 - i).inverse())
                .toList();
        return new Circuit(numQubits, numInputs, numWeights, 0, undone);
    }

    /**
     * The circuit with numbers in place of its weights: it has none left.
     *
     * @param values one for every weight, finite
     */
    public Circuit withWeights(double... values) {
        if (values.length != numWeights) {
            throw new IllegalArgumentException("circuit: " + values.length + " weights given, it has " + numWeights);
        }
        List<Operation> fixed = operations.stream()
                .map(op -> new Operation(
                        op.gate(),
                        op.qubits(),
                        op.parameters().stream()
                                .map(angle -> angle.withWeights(values))
                                .toList()))
                .toList();
        return new Circuit(numQubits, numInputs, 0, numAmplitudes, fixed);
    }

    /** One operation a line. */
    @Override
    public String toString() {
        return "Circuit: " + numQubits + " qubits, " + numInputs + " inputs, " + numWeights + " weights\n"
                + operations.stream().map(Operation::toString).collect(Collectors.joining("\n"));
    }

    /** Collects operations; numbers of inputs and weights grow as angles use them. */
    public static final class Builder {
        private final int numQubits;
        private int numInputs;
        private int numWeights;
        private int numAmplitudes;
        private final List<Operation> operations = new ArrayList<>();

        private Builder(int numQubits) {
            this.numQubits = numQubits;
        }

        public int numQubits() {
            return numQubits;
        }

        /** Inputs so far: the index of the next unused one. */
        public int numInputs() {
            return numInputs;
        }

        /** Weights so far: the index of the next unused one. */
        public int numWeights() {
            return numWeights;
        }

        /** Declares inputs, for a circuit that does not use the last of them. */
        public Builder inputs(int atLeast) {
            numInputs = Math.max(numInputs, atLeast);
            return this;
        }

        /** Declares weights, for a circuit that does not use the last of them. */
        public Builder weights(int atLeast) {
            numWeights = Math.max(numWeights, atLeast);
            return this;
        }

        /**
         * Takes the first {@code count} inputs as amplitudes of the initial state, normalised, padded with zeros.
         *
         * @throws IllegalStateException if inputs or operations were there before
         */
        public Builder amplitudes(int count) {
            if (!operations.isEmpty() || numInputs > 0) {
                throw new IllegalStateException("circuit: amplitudes are loaded first, but " + operations.size()
                        + " operations and " + numInputs + " inputs are there already");
            }
            numAmplitudes = count;
            return inputs(count);
        }

        /** Adds a gate without angles; controls are listed first. */
        public Builder add(Gate gate, int... qubits) {
            return add(gate, List.of(), qubits);
        }

        /** Adds a gate with one constant angle in radians. */
        public Builder add(Gate gate, double radians, int... qubits) {
            return add(gate, List.of(Angle.constant(radians)), qubits);
        }

        /** Adds a gate with one angle. */
        public Builder add(Gate gate, Angle angle, int... qubits) {
            return add(gate, List.of(angle), qubits);
        }

        /**
         * Adds a gate.
         *
         * @throws IllegalArgumentException if the numbers of qubits or angles are not those of the gate, or a qubit
         *     occurs twice
         */
        public Builder add(Gate gate, List<Angle> angles, int... qubits) {
            return add(new Operation(gate, IntStream.of(qubits).boxed().toList(), angles));
        }

        /** Adds an operation. */
        public Builder add(Operation operation) {
            check(operation, numQubits, Integer.MAX_VALUE, Integer.MAX_VALUE);
            for (Angle angle : operation.parameters()) {
                inputs(angle.numInputs());
                weights(angle.numWeights());
            }
            operations.add(operation);
            return this;
        }

        /** Adds an encoding or ansatz. */
        public Builder add(Template template) {
            template.appendTo(this);
            return this;
        }

        public Circuit build() {
            return new Circuit(numQubits, numInputs, numWeights, numAmplitudes, operations);
        }
    }
}
