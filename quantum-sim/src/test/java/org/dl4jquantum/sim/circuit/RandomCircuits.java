package org.dl4jquantum.sim.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.math.ComplexMatrix;

/** Circuits, unitaries and angles to test with: random, but the same for the same seed. */
public final class RandomCircuits {
    private static final int MAX_TARGETS = 3;

    private final Random random;
    private final Circuit.Builder builder;

    private RandomCircuits(int numQubits, long seed) {
        random = new Random(seed);
        builder = Circuit.builder(numQubits);
    }

    /** U3 on every qubit and CRX along them: no amplitude is zero or real. Slot k is weight k. */
    public static Circuit superposition(int numQubits, long seed) {
        RandomCircuits circuit = new RandomCircuits(numQubits, seed);
        circuit.spread();
        return circuit.builder.build();
    }

    /** A superposition, then one gate. */
    public static Circuit withGate(int numQubits, Gate gate, int... qubits) {
        RandomCircuits circuit = new RandomCircuits(numQubits, 1);
        circuit.spread();
        circuit.place(gate, qubits);
        return circuit.builder.build();
    }

    /** A superposition, then every standard gate that fits, in random order at random places. */
    public static Circuit ofStandardGates(int numQubits, long seed) {
        RandomCircuits circuit = new RandomCircuits(numQubits, seed);
        circuit.spread();
        circuit.placeAll(List.of(StandardGate.values()));
        return circuit.builder.build();
    }

    /** The same with gates outside the standard ones among them. */
    public static Circuit ofAllGates(int numQubits, long seed) {
        RandomCircuits circuit = new RandomCircuits(numQubits, seed);
        circuit.spread();
        List<Gate> gates = new ArrayList<>(List.of(StandardGate.values()));
        gates.addAll(customGates(numQubits, circuit.random));
        circuit.placeAll(gates);
        return circuit.builder.build();
    }

    /** So many gates of any kind from |0...0>: what an engine may take apart, merge or leave out. */
    public static Circuit fromZero(int numQubits, int numGates, long seed) {
        RandomCircuits circuit = new RandomCircuits(numQubits, seed);
        List<Gate> gates = new ArrayList<>(List.of(StandardGate.values()));
        gates.addAll(customGates(numQubits, circuit.random));
        gates.removeIf(gate -> gate.numQubits() > numQubits);
        for (int i = 0; i < numGates; i++) {
            circuit.placeAll(List.of(gates.get(circuit.random.nextInt(gates.size()))));
        }
        return circuit.builder.build();
    }

    /** All gates, their angles random polynomials in inputs and weights: {@code a + b x_i w_j} and the like. */
    public static Circuit withInputs(int numQubits, int numInputs, int numWeights, long seed) {
        Random random = new Random(seed);
        Circuit.Builder builder = Circuit.builder(numQubits).inputs(numInputs).weights(numWeights);
        for (Operation operation : ofAllGates(numQubits, seed).operations()) {
            List<Angle> angles = operation.parameters().stream()
                    .map(angle -> polynomial(numInputs, numWeights, random))
                    .toList();
            builder.add(new Operation(operation.gate(), operation.qubits(), angles));
        }
        return builder.build();
    }

    private static Angle polynomial(int numInputs, int numWeights, Random random) {
        Angle input = Angle.input(random.nextInt(numInputs));
        Angle weight = Angle.weight(random.nextInt(numWeights));
        Angle constant = Angle.constant(angle(random));
        return switch (random.nextInt(6)) {
            case 0 -> constant;
            case 1 -> weight;
            case 2 -> input.times(constant);
            case 3 -> weight.times(input).plus(constant);
            case 4 -> constant.minus(input).times(constant.minus(weight));
            default -> weight.times(weight).times(angle(random)).plus(input.times(input));
        };
    }

    /** Rotations about Pauli words and unitaries on 1..3 qubits, under every number of controls that fits. */
    public static List<Gate> customGates(int numQubits, Random random) {
        List<Gate> gates = new ArrayList<>();
        for (int targets = 1; targets <= Math.min(MAX_TARGETS, numQubits); targets++) {
            for (int controls = 0; targets + controls <= numQubits; controls++) {
                gates.add(CustomGate.pauliRotation(word("XYZ", targets, random)).controlled(controls));
                gates.add(CustomGate.unitary(unitary(targets, random)).controlled(controls));
            }
        }
        return gates;
    }

    /** A random word of the given letters. */
    public static String word(String letters, int length, Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    /** A product of rotations about random words: no entry is zero. */
    public static ComplexMatrix unitary(int numQubits, Random random) {
        ComplexMatrix product = ComplexMatrix.identity(1 << numQubits);
        for (int i = 0; i < 8 * numQubits; i++) {
            ComplexMatrix factor =
                    CustomGate.pauliRotation(word("IXYZ", numQubits, random)).matrix(angle(random));
            product = factor.times(product);
        }
        return product;
    }

    /** Random angles for every slot; the batch shares none of them, half of them or all, one seed after the other. */
    public static Angles angles(Circuit circuit, int batch, long seed) {
        Random random = new Random(seed);
        boolean[] shared = new boolean[circuit.numSlots()];
        for (int slot = 0; slot < shared.length; slot++) {
            shared[slot] = random.nextDouble() < Math.floorMod(seed, 3) / 2.0;
        }
        Angles angles = new Angles(batch, shared);
        for (int slot = 0; slot < shared.length; slot++) {
            for (int sample = 0; sample < (shared[slot] ? 1 : batch); sample++) {
                angles.set(slot, sample, angle(random));
            }
        }
        return angles;
    }

    /** Numbers in -1..1. */
    public static double[] numbers(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> 2 * random.nextDouble() - 1)
                .toArray();
    }

    /** Every way to place a gate of so many qubits on so many. */
    public static List<int[]> places(int numGateQubits, int numQubits) {
        List<int[]> places = new ArrayList<>();
        places.add(new int[0]);
        for (int j = 0; j < numGateQubits; j++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] place : places) {
                for (int qubit = 0; qubit < numQubits; qubit++) {
                    int candidate = qubit;
                    if (Arrays.stream(place).noneMatch(taken -> taken == candidate)) {
                        int[] next = Arrays.copyOf(place, place.length + 1);
                        next[place.length] = qubit;
                        longer.add(next);
                    }
                }
            }
            places = longer;
        }
        return places;
    }

    private static double angle(Random random) {
        return (2 * random.nextDouble() - 1) * Math.PI;
    }

    private void spread() {
        for (int qubit = 0; qubit < builder.numQubits(); qubit++) {
            place(StandardGate.U3, qubit);
        }
        for (int qubit = 1; qubit < builder.numQubits(); qubit++) {
            place(StandardGate.CRX, qubit - 1, qubit);
        }
    }

    private void placeAll(List<? extends Gate> gates) {
        List<Gate> shuffled = new ArrayList<>(gates);
        Collections.shuffle(shuffled, random);
        for (Gate gate : shuffled) {
            if (gate.numQubits() <= builder.numQubits()) {
                List<Integer> qubits = new ArrayList<>(
                        IntStream.range(0, builder.numQubits()).boxed().toList());
                Collections.shuffle(qubits, random);
                place(
                        gate,
                        qubits.stream()
                                .limit(gate.numQubits())
                                .mapToInt(qubit -> qubit)
                                .toArray());
            }
        }
    }

    private void place(Gate gate, int... qubits) {
        int first = builder.numWeights();
        List<Angle> angles = IntStream.range(first, first + gate.numParameters())
                .mapToObj(Angle::weight)
                .toList();
        builder.add(gate, angles, qubits);
    }
}
