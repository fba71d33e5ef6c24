package org.dl4jquantum.sim.engine.cpu;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/** A random circuit, what is measured at its end, and the program that hostile calls are made on. */
final class HostileSubject {
    private static final int MAX_QUBITS = 7;
    private static final int MAX_GATES = 24;
    /** Larger results take longer than what they would find. */
    private static final int MAX_NUMBERS = HostileMemory.CAPACITY / 4;

    final Circuit circuit;
    final Measurement measurement;
    final Precision precision;
    final Program program;

    private HostileSubject(Circuit circuit, Measurement measurement, Precision precision, Program program) {
        this.circuit = circuit;
        this.measurement = measurement;
        this.precision = precision;
        this.program = program;
    }

    /** With kernels of any instruction set that the processor has. */
    static HostileSubject random(Random random) {
        Circuit circuit = circuit(random);
        Measurement measurement = measurement(circuit.numQubits(), random);
        Precision precision = random.nextBoolean() ? Precision.DOUBLE : Precision.FLOAT;
        Variant[] variants = Variant.present().toArray(Variant[]::new);
        NativeEngine engine = new NativeEngine(variants[random.nextInt(variants.length)]);
        return new HostileSubject(circuit, measurement, precision, engine.compile(circuit, measurement, precision));
    }

    /** From |0...0> or from given states. */
    static Circuit circuit(Random random) {
        int numQubits = 1 + Math.min(random.nextInt(MAX_QUBITS), random.nextInt(MAX_QUBITS));
        Circuit circuit = RandomCircuits.fromZero(numQubits, random.nextInt(MAX_GATES), random.nextLong());
        int amplitudes = random.nextInt(3) == 0 ? 1 << numQubits : 0;
        return new Circuit(numQubits, amplitudes, circuit.numWeights(), amplitudes, circuit.operations());
    }

    static Measurement measurement(int numQubits, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Measurement.stateVector();
            case 1 ->
                Measurement.probabilities(
                        IntStream.rangeClosed(0, random.nextInt(numQubits)).toArray());
            default ->
                Measurement.expectations(IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(k -> PauliSum.of(PauliString.of(RandomCircuits.word("IXYZ", numQubits, random))))
                        .toArray(PauliSum[]::new));
        };
    }

    boolean takesStates() {
        return circuit.numAmplitudes() > 0;
    }

    /** Real numbers of one state. */
    int stateWidth() {
        return 2 << circuit.numQubits();
    }

    int numOutputs() {
        return measurement.numOutputs(circuit.numQubits());
    }

    /** A number of samples, around those that fill vectors, chunks and tiles. */
    int batch(Random random) {
        int[] sizes = {0, 1, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100, 300};
        return Math.min(sizes[random.nextInt(sizes.length)], MAX_NUMBERS / stateWidth());
    }

    Angles angles(int batch, Random random) {
        boolean[] shared = new boolean[circuit.numSlots()];
        boolean all = random.nextBoolean();
        for (int slot = 0; slot < shared.length; slot++) {
            shared[slot] = all || random.nextBoolean();
        }
        Angles angles = new Angles(batch, shared);
        fill(angles, slot -> 8 * random.nextDouble() - 4);
        return angles;
    }

    /** Angles of which some are no angles at all. */
    Angles badAngles(int batch, Random random) {
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 1e300, 1e19, Double.MIN_VALUE, -0.0};
        Angles angles = angles(batch, random);
        int chance = 1 + random.nextInt(8);
        fill(angles, at -> random.nextInt(chance) == 0 ? bad[random.nextInt(bad.length)] : at);
        return angles;
    }

    private static void fill(Angles angles, java.util.function.DoubleUnaryOperator value) {
        for (int slot = 0; slot < angles.numSlots(); slot++) {
            for (int sample = 0; sample < (angles.isShared(slot) ? 1 : angles.batch()); sample++) {
                angles.set(slot, sample, value.applyAsDouble(angles.get(slot, sample)));
            }
        }
    }

    /** Angles for another number of slots. */
    Angles otherAngles(int batch, Random random) {
        boolean[] shared = new boolean[Math.max(0, circuit.numSlots() + (random.nextBoolean() ? 1 : -1))];
        Arrays.fill(shared, random.nextBoolean());
        return new Angles(batch, shared);
    }
}
