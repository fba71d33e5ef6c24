package org.dl4jquantum.sim.engine.cpu;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.Refusals.assertUnsupported;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses the border: memory of every kind, where it lies, and nothing that does not fit. */
@ExtendWith(NativeLibrary.class)
class NativeProgramTest {
    private static final int QUBITS = 3;
    private static final int BATCH = 5;
    private static final int STATE = 2 << QUBITS;
    private static final double UNTOUCHED = 77;
    private static final RandomKey KEY = RandomKey.inference(0);

    private static final Circuit CIRCUIT = RandomCircuits.ofStandardGates(QUBITS, 5);
    private static final Circuit LOADING =
            new Circuit(QUBITS, 1 << QUBITS, CIRCUIT.numWeights(), 1 << QUBITS, CIRCUIT.operations());
    private static final Angles ANGLES = RandomCircuits.angles(CIRCUIT, BATCH, 6);
    private static final double[] STATES = RandomCircuits.numbers(BATCH * STATE, 7);
    private static final double[] COTANGENT = RandomCircuits.numbers(BATCH * STATE, 8);

    @Test
    void doublesOutsideTheHeapAreUsedInPlace() {
        for (int[] strides : new int[][] {{STATE, 1}, {1, BATCH}, {2 * STATE, 2}, {-STATE, 1}, {STATE, -1}}) {
            Doubles states = new Doubles(strides, STATES);
            Doubles outputs = new Doubles(strides, new double[BATCH * STATE]);
            Doubles cotangent = new Doubles(strides, COTANGENT);
            Doubles gradient = new Doubles(strides, new double[BATCH * STATE]);
            assertSameAsOnHeap(states.view, outputs.view, cotangent.view, gradient.view);
            for (Doubles memory : new Doubles[] {states, outputs, cotangent, gradient}) {
                memory.assertNothingElseWritten();
            }
        }
    }

    @Test
    void foreignByteOrderIsCopied() {
        RealView[] views = IntStream.range(0, 4)
                .mapToObj(i -> RealView.of(
                        ByteBuffer.allocateDirect(Double.BYTES * BATCH * STATE)
                                .order(
                                        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                                                ? ByteOrder.BIG_ENDIAN
                                                : ByteOrder.LITTLE_ENDIAN)
                                .asDoubleBuffer(),
                        BATCH,
                        STATE,
                        0,
                        STATE,
                        1))
                .toArray(RealView[]::new);
        fill(views[0], STATES);
        fill(views[2], COTANGENT);
        assertSameAsOnHeap(views[0], views[1], views[2], views[3]);
    }

    /** The position of a buffer says nothing about where its numbers begin. */
    @Test
    void floatsOutsideTheHeapAreUsedInPlaceWhateverTheirPosition() {
        FloatBuffer memory = ByteBuffer.allocateDirect(Float.BYTES * (BATCH * STATE + 3))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        memory.position(7);
        RealView outputs = RealView.of(memory, BATCH, STATE, 3, STATE, 1);
        program(Precision.FLOAT).forward(input(), outputs);
        float[] expected = new float[BATCH * STATE];
        program(Precision.FLOAT).forward(input(), RealView.of(expected, BATCH, STATE));
        float[] written = new float[BATCH * STATE];
        memory.get(3, written);
        assertArrayEquals(expected, written);
        assertEquals(0, memory.get(0) + memory.get(1) + memory.get(2));
    }

    /** ND4J's memory may be of another type than the network computes in. */
    @Test
    void precisionOfMemoryIsNotThatOfTheProgram() {
        double[] expected = new double[BATCH * STATE];
        program(Precision.DOUBLE).forward(input(), RealView.of(expected, BATCH, STATE));
        float[] rounded = new float[BATCH * STATE];
        program(Precision.DOUBLE).forward(input(), RealView.of(rounded, BATCH, STATE));
        double[] fromFloats = new double[BATCH * STATE];
        program(Precision.FLOAT).forward(input(), RealView.of(fromFloats, BATCH, STATE));
        for (int i = 0; i < expected.length; i++) {
            assertEquals((float) expected[i], rounded[i]);
            assertEquals(expected[i], fromFloats[i], STATE * 1e-5);
        }
    }

    @Test
    void readOnlyMemoryIsNeverWritten() {
        DoubleBuffer memory = ByteBuffer.allocateDirect(Double.BYTES * BATCH * STATE)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer();
        RealView outputs = RealView.of(memory.asReadOnlyBuffer(), BATCH, STATE, 0, STATE, 1);
        assertThrows(
                ReadOnlyBufferException.class, () -> program(Precision.DOUBLE).forward(input(), outputs));
        assertEquals(0, memory.get(0));
    }

    @Test
    void noSamplesGiveNoOutputsAndNoGradient() {
        Program program = engine().compile(CIRCUIT, PauliZ.onEach(QUBITS), Precision.DOUBLE);
        Angles none = RandomCircuits.angles(CIRCUIT, 0, 1);
        RealView nothing = RealView.of(new double[0], 0, QUBITS);
        program.forward(EngineInput.of(none), nothing);
        EngineGradient gradient = new EngineGradient(none, Optional.empty());
        Arrays.fill(gradient.angles(), UNTOUCHED);
        program.backward(EngineInput.of(none), nothing, gradient);
        assertEquals(0, Arrays.stream(gradient.angles()).map(Math::abs).sum());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        Program program = program(Precision.DOUBLE);
        RealView fits = RealView.of(new double[BATCH * STATE], BATCH, STATE);
        RealView narrow = RealView.of(new double[BATCH * STATE], BATCH, STATE - 1);
        RealView shallow = fits.slice(0, BATCH - 1);
        assertRefused("outputs: shape [5, 15] given, [5, 16] needed", () -> program.forward(input(), narrow));
        assertRefused("outputs: shape [4, 16] given, [5, 16] needed", () -> program.forward(input(), shallow));
        assertRefused(
                "output cotangent: shape [4, 16] given, [5, 16] needed",
                () -> program.backward(input(), shallow, gradient(Optional.empty())));
        assertRefused(
                "initial state gradient: shape [5, 15] given, [5, 16] needed",
                () -> program.backward(input(), fits, gradient(Optional.of(narrow))));
        assertRefused(
                "initial states: shape [5, 15] given, [5, 16] needed",
                () -> program.forward(new EngineInput(ANGLES, Optional.of(narrow), KEY), fits));
    }

    @Test
    void anglesThatDoNotFitAreNamed() {
        Program program = program(Precision.DOUBLE);
        RealView fits = RealView.of(new double[BATCH * STATE], BATCH, STATE);
        int slots = ANGLES.numSlots();
        assertRefused(
                "angles: 1 slots given, the circuit has " + slots,
                () -> program.forward(new EngineInput(new Angles(BATCH, true), input().initialStates(), KEY), fits));
        assertRefused(
                "gradient: of 1 angles, " + ANGLES.size() + " are given",
                () -> program.backward(input(), fits, new EngineGradient(new Angles(BATCH, true), Optional.empty())));
    }

    @Test
    void initialStatesMustBeThereWhereTheCircuitTakesThem() {
        RealView outputs = RealView.of(new double[BATCH * STATE], BATCH, STATE);
        Program fromZero = engine().compile(CIRCUIT, Measurement.stateVector(), Precision.DOUBLE);
        assertRefused(
                "initial states: given, but the circuit starts in |0...0>", () -> fromZero.forward(input(), outputs));
        assertRefused("initial states: none given, but the circuit takes 8 amplitudes", () -> program(Precision.DOUBLE)
                .forward(EngineInput.of(ANGLES), outputs));
        assertRefused(
                "gradient: of initial states, but the circuit starts in |0...0>",
                () -> fromZero.backward(EngineInput.of(ANGLES), outputs, gradient(Optional.of(outputs))));
    }

    /** Outputs on the heap are copied. */
    @Test
    void batchWhoseArgumentsFitNoBufferIsNamed() {
        int batch = 500_000_000;
        Circuit circuit = RandomCircuits.superposition(QUBITS, 1);
        boolean[] shared = new boolean[circuit.numSlots()];
        Arrays.fill(shared, true);
        RealView oneForAll = RealView.of(
                ByteBuffer.allocate(Double.BYTES).order(ByteOrder.nativeOrder()).asDoubleBuffer(),
                batch,
                QUBITS,
                0,
                0,
                0);
        Program program = engine().compile(circuit, PauliZ.onEach(QUBITS), Precision.DOUBLE);
        assertUnsupported(
                "engine native: a call needs 12000000000 bytes for one argument, at most 2147483647 can be copied; "
                        + "use fewer samples a call, or memory outside the heap",
                () -> program.forward(EngineInput.of(new Angles(batch, shared)), oneForAll));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, 1e300})
    void anyAngleIsSurvived(double angle) {
        Angles angles = RandomCircuits.angles(CIRCUIT, BATCH, 6);
        for (int slot = 0; slot < angles.numSlots(); slot++) {
            for (int sample = 0; sample < BATCH; sample++) {
                angles.set(slot, sample, angle);
            }
        }
        EngineInput input = new EngineInput(angles, input().initialStates(), KEY);
        RealView outputs = RealView.of(new double[BATCH * STATE], BATCH, STATE);
        for (Precision precision : Precision.values()) {
            program(precision).forward(input, outputs);
            program(precision).backward(input, outputs, gradient(Optional.of(outputs)));
        }
    }

    @Test
    void memoryOfUnreachableProgramsIsFreed() throws InterruptedException {
        int numQubits = 14;
        Circuit circuit = RandomCircuits.superposition(numQubits, 1);
        EngineInput input = EngineInput.of(RandomCircuits.angles(circuit, 1, 1));
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Program program = engine().compile(circuit, PauliZ.onEach(numQubits), Precision.DOUBLE);
            program.forward(input, RealView.of(new double[numQubits], 1, numQubits));
            programs.add(program);
        }
        long states = programs.size() * ((2L * Double.BYTES) << numQubits);
        assertTrue(engine().bytesHeld() >= states);
        programs.clear();
        for (int i = 0; i < 200 && engine().bytesHeld() >= states; i++) {
            System.gc();
            Thread.sleep(50);
        }
        assertTrue(engine().bytesHeld() < states, () -> engine().bytesHeld() + " bytes are held");
    }

    @Test
    void keptStatesAreCountedAndLetGo() {
        Program program = program(Precision.DOUBLE);
        RealView outputs = RealView.of(new double[BATCH * STATE], BATCH, STATE);
        Pullback used = program.differentiate(input(), outputs);
        assertTrue(used.bytesHeld() >= (long) BATCH * STATE * Double.BYTES);
        used.backward(outputs, gradient(Optional.empty()));
        assertEquals(0, used.bytesHeld());
        Pullback unused = program.differentiate(input(), outputs);
        unused.close();
        unused.close();
        assertEquals(
                "pullback: closed; differentiate again",
                assertThrows(IllegalStateException.class, () -> unused.backward(outputs, gradient(Optional.empty())))
                        .getMessage());
    }

    @Test
    void refusedPullbackCanBeAskedAgain() {
        Program program = program(Precision.DOUBLE);
        RealView fits = RealView.of(new double[BATCH * STATE], BATCH, STATE);
        assertRefused(
                "outputs: shape [4, 16] given, [5, 16] needed",
                () -> program.differentiate(input(), fits.slice(0, BATCH - 1)));
        EngineGradient expected = gradient(Optional.empty());
        program.backward(input(), RealView.of(COTANGENT, BATCH, STATE), expected);
        try (Pullback pullback = program.differentiate(input(), fits)) {
            assertRefused(
                    "output cotangent: shape [4, 16] given, [5, 16] needed",
                    () -> pullback.backward(fits.slice(0, BATCH - 1), gradient(Optional.empty())));
            EngineGradient found = gradient(Optional.empty());
            pullback.backward(RealView.of(COTANGENT, BATCH, STATE), found);
            assertArrayEquals(expected.angles(), found.angles());
        }
    }

    @Test
    void statusesBecomeExceptionsThatSayWhy() {
        assertRefused("engine native: threads: outside 0..1024", () -> Dlq.check(Dlq.setThreads(-1)));
        assertTrue(assertThrows(OutOfMemoryError.class, () -> Dlq.check(2))
                .getMessage()
                .startsWith("engine native: "));
        assertThrows(IllegalStateException.class, () -> Dlq.check(3));
    }

    @Test
    void unknownVariantIsNamed() {
        System.setProperty(Variant.PROPERTY, "sse9");
        try {
            String message = assertThrows(IllegalArgumentException.class, NativeProgramTest::engine)
                    .getMessage();
            assertTrue(
                    message.startsWith("org.dl4jquantum.native.variant: \"sse9\", this processor has baseline"),
                    message);
        } finally {
            System.clearProperty(Variant.PROPERTY);
        }
    }

    private static NativeEngine engine() {
        return (NativeEngine) new NativeProvider().engine();
    }

    private static Program program(Precision precision) {
        return engine().compile(LOADING, Measurement.stateVector(), precision);
    }

    private static EngineInput input() {
        return new EngineInput(ANGLES, Optional.of(RealView.of(STATES, BATCH, STATE)), KEY);
    }

    private static EngineGradient gradient(Optional<RealView> initialStates) {
        return new EngineGradient(ANGLES, initialStates);
    }

    private static void fill(RealView view, double[] values) {
        for (int i = 0; i < values.length; i++) {
            view.set(i / view.columns(), i % view.columns(), values[i]);
        }
    }

    private static void assertSameAsOnHeap(RealView states, RealView outputs, RealView cotangent, RealView gradient) {
        Program program = program(Precision.DOUBLE);
        double[] expectedOutputs = new double[BATCH * STATE];
        program.forward(input(), RealView.of(expectedOutputs, BATCH, STATE));
        double[] expectedStates = new double[BATCH * STATE];
        EngineGradient expected = gradient(Optional.of(RealView.of(expectedStates, BATCH, STATE)));
        program.backward(input(), RealView.of(COTANGENT, BATCH, STATE), expected);

        EngineInput input = new EngineInput(ANGLES, Optional.of(states), KEY);
        program.forward(input, outputs);
        assertEqualNumbers(expectedOutputs, outputs);
        EngineGradient found = gradient(Optional.of(gradient));
        program.backward(input, cotangent, found);
        assertEqualNumbers(expectedStates, gradient);
        assertArrayEquals(expected.angles(), found.angles());
    }

    private static void assertEqualNumbers(double[] expected, RealView view) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], view.get(i / view.columns(), i % view.columns()));
        }
    }

    /** A matrix among other numbers. */
    private static final class Doubles {
        private static final int BEFORE = 4 * BATCH * STATE;

        private final DoubleBuffer memory = ByteBuffer.allocateDirect(2 * Double.BYTES * BEFORE)
                .order(ByteOrder.nativeOrder())
                .asDoubleBuffer();
        private final int[] strides;
        private final RealView view;

        Doubles(int[] strides, double[] values) {
            this.strides = strides;
            for (int i = 0; i < memory.capacity(); i++) {
                memory.put(i, UNTOUCHED);
            }
            view = RealView.of(memory, BATCH, STATE, BEFORE, strides[0], strides[1]);
            fill(view, values);
        }

        void assertNothingElseWritten() {
            for (int row = 0; row < BATCH; row++) {
                for (int column = 0; column < STATE; column++) {
                    memory.put(BEFORE + row * strides[0] + column * strides[1], UNTOUCHED);
                }
            }
            for (int i = 0; i < memory.capacity(); i++) {
                assertEquals(UNTOUCHED, memory.get(i));
            }
        }
    }
}
