package org.dl4jquantum.sim.engine.cpu;

import java.lang.reflect.Method;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.engine.library.PlanCode;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.plan.Plan;

/** Makes random calls, most of which make no sense, on programs that other threads use, and replace, at the same time. */
final class HostileCaller {
    private static final RandomKey KEY = RandomKey.inference(0);

    /** What a call is about, and how often in a thousand it is made. */
    enum Kind {
        FORWARD(240),
        BACKWARD(160),
        PULLBACK(100),
        ANGLES_THAT_ARE_NONE(100),
        SHAPES_THAT_DO_NOT_FIT(150),
        ANGLES_THAT_DO_NOT_FIT(60),
        STATES_THAT_DO_NOT_FIT(60),
        MEMORY_THAT_OVERLAPS(60),
        MEMORY_THAT_IS_READ_ONLY(20),
        NULL(30),
        CODE_OF_RANDOM_WORDS(50),
        CODE_WITH_WRONG_WORDS(10),
        LIBRARY_WITHOUT_ARGUMENTS(15),
        THREADS(5),
        FUNCTION(5),
        NEW_PROGRAM(5);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        private static Kind random(Random random) {
            int left = random.nextInt(
                    Arrays.stream(values()).mapToInt(kind -> kind.weight).sum());
            for (Kind kind : values()) {
                left -= kind.weight;
                if (left < 0) {
                    return kind;
                }
            }
            throw new AssertionError("weights");
        }
    }

    /** What became of the calls of one kind. */
    static final class Count {
        long accepted;
        long refused;
    }

    private final AtomicReferenceArray<HostileSubject> subjects;
    private final Random random;
    private final HostileMemory outputs;
    private final HostileMemory states;
    private final HostileMemory stateGradient;
    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

    HostileCaller(AtomicReferenceArray<HostileSubject> subjects, long seed) {
        this.subjects = subjects;
        random = new Random(seed);
        outputs = new HostileMemory(random);
        states = new HostileMemory(random);
        stateGradient = new HostileMemory(random);
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Count());
        }
    }

    Map<Kind, Count> counts() {
        return counts;
    }

    /** Makes so many calls; throws what no call may throw. */
    void run(long calls) {
        for (long call = 0; call < calls; call++) {
            Kind kind = Kind.random(random);
            Count count = counts.get(kind);
            try {
                call(kind);
                count.accepted++;
            } catch (IllegalArgumentException
                    | UnsupportedOperationException
                    | ArithmeticException
                    | IndexOutOfBoundsException e) {
                require(!String.valueOf(e.getMessage()).isBlank() || e instanceof ReadOnlyBufferException, kind, e);
                count.refused++;
            } catch (NullPointerException e) {
                require(kind == Kind.NULL, kind, e);
                count.refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(kind + ": must not throw this", e);
            }
        }
    }

    private static void require(boolean holds, Kind kind, RuntimeException e) {
        if (!holds) {
            throw new AssertionError(kind + ": must not throw this", e);
        }
    }

    private void call(Kind kind) {
        HostileSubject subject = subjects.get(random.nextInt(subjects.length()));
        int batch = subject.batch(random);
        switch (kind) {
            case FORWARD -> {
                EngineInput input = input(subject, subject.angles(batch, random));
                RealView y = outputs.matrix(batch, subject.numOutputs());
                subject.program.forward(input, y);
                checkIntact(subject, y);
            }
            case BACKWARD -> backward(subject, input(subject, subject.angles(batch, random)));
            case ANGLES_THAT_ARE_NONE -> {
                EngineInput input = input(subject, subject.badAngles(batch, random));
                if (random.nextBoolean()) {
                    subject.program.forward(input, outputs.matrix(batch, subject.numOutputs()));
                } else {
                    backward(subject, input);
                }
            }
            case PULLBACK -> pullback(subject, batch);
            case SHAPES_THAT_DO_NOT_FIT -> shapes(subject, batch);
            case ANGLES_THAT_DO_NOT_FIT -> anglesThatDoNotFit(subject, batch);
            case STATES_THAT_DO_NOT_FIT -> statesThatDoNotFit(subject, batch);
            case MEMORY_THAT_OVERLAPS -> overlap(subject, batch);
            case MEMORY_THAT_IS_READ_ONLY -> readOnly(subject, batch);
            case NULL -> nulls(subject, batch);
            case CODE_OF_RANDOM_WORDS -> create(randomWords(random.nextInt(60)));
            case CODE_WITH_WRONG_WORDS -> create(wrongWords());
            case LIBRARY_WITHOUT_ARGUMENTS -> withoutArguments();
            case THREADS -> threads();
            case FUNCTION -> function(subject);
            case NEW_PROGRAM -> subjects.set(random.nextInt(subjects.length()), HostileSubject.random(random));
        }
    }

    private EngineInput input(HostileSubject subject, Angles angles) {
        return new EngineInput(
                angles,
                subject.takesStates()
                        ? Optional.of(states.filled(angles.batch(), subject.stateWidth()))
                        : Optional.empty(),
                KEY);
    }

    private Optional<RealView> stateGradient(HostileSubject subject, int batch) {
        return subject.takesStates() && random.nextBoolean()
                ? Optional.of(stateGradient.matrix(batch, subject.stateWidth()))
                : Optional.empty();
    }

    private void backward(HostileSubject subject, EngineInput input) {
        RealView cotangent = outputs.filled(input.batch(), subject.numOutputs());
        Optional<RealView> wanted = stateGradient(subject, input.batch());
        EngineGradient gradient = new EngineGradient(input.angles(), wanted);
        subject.program.backward(input, cotangent, gradient);
        checkIntact(subject, cotangent);
        if (wanted.isPresent() && !stateGradient.isIntact()) {
            throw new AssertionError("wrote beside " + wanted.get() + " of " + subject.circuit);
        }
    }

    /** Once, twice, with what does not fit, after it was closed, or never; some are left to the garbage collector. */
    private void pullback(HostileSubject subject, int batch) {
        EngineInput input = input(subject, subject.angles(batch, random));
        RealView y = outputs.matrix(batch, subject.numOutputs());
        Pullback pullback = subject.program.differentiate(input, y);
        checkIntact(subject, y);
        boolean closed = false;
        for (int use = random.nextInt(4); use > 0; use--) {
            int rows = Math.max(0, batch + (random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0));
            RealView cotangent = outputs.filled(rows, subject.numOutputs());
            Optional<RealView> wanted = stateGradient(subject, rows);
            EngineGradient gradient = new EngineGradient(input.angles(), wanted);
            try {
                pullback.backward(cotangent, gradient);
            } catch (IllegalStateException e) {
                require(closed, Kind.PULLBACK, e);
            }
            if (!outputs.isIntact() || (wanted.isPresent() && !stateGradient.isIntact())) {
                throw new AssertionError("wrote beside its gradient, of " + subject.circuit);
            }
            if (random.nextInt(3) == 0) {
                pullback.close();
                closed = true;
            }
        }
    }

    private void checkIntact(HostileSubject subject, RealView view) {
        if (!outputs.isIntact()) {
            throw new AssertionError(
                    "wrote beside [" + view.rows() + ", " + view.columns() + "] of " + subject.circuit);
        }
        if (view.rows() > 0 && !subject.takesStates()) {
            double y = view.get(view.rows() - 1, view.columns() - 1);
            if (!(Math.abs(y) < 1.001)) {
                throw new AssertionError(y + " from a unit vector of " + subject.circuit);
            }
        }
    }

    private void shapes(HostileSubject subject, int batch) {
        EngineInput input = input(subject, subject.angles(batch, random));
        int rows = Math.max(0, batch + random.nextInt(3) - 1);
        int columns = Math.max(0, subject.numOutputs() + random.nextInt(3) - 1);
        RealView wrong =
                random.nextInt(4) == 0 ? outputs.matrix(subject.numOutputs(), batch) : outputs.matrix(rows, columns);
        if (random.nextBoolean()) {
            subject.program.forward(input, wrong);
        } else {
            subject.program.backward(input, wrong, new EngineGradient(input.angles(), Optional.empty()));
        }
    }

    private void anglesThatDoNotFit(HostileSubject subject, int batch) {
        Angles right = subject.angles(batch, random);
        Angles wrong =
                switch (random.nextInt(4)) {
                    case 0 -> subject.otherAngles(batch, random);
                    case 1 -> subject.angles(batch + 1, random);
                    // So many samples that arguments fit no memory: all of them share every angle.
                    case 2 -> new Angles(Integer.MAX_VALUE, allShared(subject.circuit.numSlots()));
                    default -> right.slice(random.nextInt(3) - 1, random.nextInt(3));
                };
        EngineInput input = new EngineInput(wrong, input(subject, right).initialStates(), KEY);
        RealView y = outputs.matrix(batch, subject.numOutputs());
        if (random.nextBoolean()) {
            subject.program.forward(input, y);
        } else {
            Angles like = random.nextBoolean() ? right : wrong;
            subject.program.backward(input, y, new EngineGradient(like, Optional.empty()));
        }
    }

    private static boolean[] allShared(int slots) {
        boolean[] shared = new boolean[slots];
        Arrays.fill(shared, true);
        return shared;
    }

    private void statesThatDoNotFit(HostileSubject subject, int batch) {
        int rows = Math.max(0, batch + random.nextInt(3) - 1);
        int columns = random.nextBoolean() ? subject.stateWidth() : subject.stateWidth() - 1;
        Optional<RealView> wrong =
                switch (random.nextInt(3)) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of(states.single(rows, columns));
                    default -> Optional.of(states.filled(rows, columns));
                };
        EngineInput input = new EngineInput(subject.angles(batch, random), wrong, KEY);
        RealView y = outputs.filled(batch, subject.numOutputs());
        if (random.nextBoolean()) {
            subject.program.forward(input, y);
        } else {
            Optional<RealView> gradient =
                    random.nextBoolean() ? Optional.of(stateGradient.matrix(rows, columns)) : Optional.empty();
            subject.program.backward(input, y, new EngineGradient(input.angles(), gradient));
        }
    }

    /** The numbers that come out mean nothing then; that nothing else is touched still holds. */
    private void overlap(HostileSubject subject, int batch) {
        EngineInput input = input(subject, subject.angles(batch, random));
        if (random.nextBoolean()) {
            subject.program.forward(input, outputs.single(batch, subject.numOutputs()));
        } else if (subject.takesStates()) {
            RealView start = input.initialStates().orElseThrow();
            RealView y = states.overlapping(start, batch, subject.numOutputs());
            subject.program.forward(input, y);
            RealView back = states.overlapping(start, batch, subject.stateWidth());
            subject.program.backward(input, y, new EngineGradient(input.angles(), Optional.of(back)));
        }
    }

    private void readOnly(HostileSubject subject, int batch) {
        EngineInput input = input(subject, subject.angles(batch, random));
        RealView y = outputs.readOnly(batch, subject.numOutputs());
        if (random.nextBoolean()) {
            subject.program.forward(input, y);
        } else {
            RealView states = stateGradient.readOnly(batch, subject.stateWidth());
            subject.program.backward(
                    input,
                    y,
                    new EngineGradient(input.angles(), subject.takesStates() ? Optional.of(states) : Optional.empty()));
        }
    }

    private void nulls(HostileSubject subject, int batch) {
        EngineInput input = input(subject, subject.angles(batch, random));
        RealView y = outputs.matrix(batch, subject.numOutputs());
        EngineGradient gradient = new EngineGradient(input.angles(), Optional.empty());
        switch (random.nextInt(5)) {
            case 0 -> subject.program.forward(null, y);
            case 1 -> subject.program.forward(input, null);
            case 2 -> subject.program.forward(new EngineInput(null, Optional.empty(), KEY), y);
            case 3 -> subject.program.backward(input, null, gradient);
            default -> subject.program.backward(input, y, null);
        }
    }

    private void create(long[] words) {
        double[] reals = random.doubles(random.nextInt(40)).toArray();
        long[] program = {0};
        int variant = random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(5) - 1;
        int status = Dlq.createProgram(words, words.length, reals, reals.length, random.nextInt(2), variant, program);
        if (status == 0) {
            Dlq.freeProgram(program[0]);
        }
        Dlq.check(status);
    }

    private long[] randomWords(int length) {
        long[] words = new long[length];
        for (int i = 0; i < length; i++) {
            words[i] = word();
        }
        return words;
    }

    /** The code of a circuit with a few words changed, cut off or added. */
    private long[] wrongWords() {
        Circuit circuit = HostileSubject.circuit(random);
        Measurement measurement = HostileSubject.measurement(circuit.numQubits(), random);
        long[] words = new PlanCode(Plan.of(circuit, measurement), circuit.numSlots(), measurement).words();
        long[] wrong = Arrays.copyOf(words, Math.max(0, words.length + random.nextInt(5) - 2));
        for (int i = random.nextInt(4); i > 0 && wrong.length > 0; i--) {
            wrong[random.nextInt(wrong.length)] = word();
        }
        return wrong;
    }

    private long word() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> 1L << random.nextInt(64);
            default -> random.nextInt(8) - 1;
        };
    }

    /** No program, no memory, no samples. */
    private void withoutArguments() {
        for (Method method : Dlq.class.getDeclaredMethods()) {
            if (List.of("forward", "backward").contains(method.getName())) {
                Object[] zeros = Arrays.stream(method.getParameterTypes())
                        .map(type -> type == long.class ? (Object) 0L : (Object) 0)
                        .toArray();
                try {
                    Dlq.check((int) method.invoke(null, zeros));
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(method.toString(), e);
                }
            }
        }
    }

    private void threads() {
        int[] numbers = {-1, Integer.MIN_VALUE, 1025, Integer.MAX_VALUE, 0, 1, 2, 3, 8};
        Dlq.check(Dlq.setThreads(numbers[random.nextInt(numbers.length)]));
    }

    private void function(HostileSubject subject) {
        CircuitFunction function = QuantumNode.of(subject.circuit, subject.measurement)
                .withEngine(NativeEngine.NAME)
                .compile(Precision.FLOAT);
        int batch = subject.batch(random);
        double[] x = random.doubles((long) batch * subject.circuit.numInputs()).toArray();
        double[] w = random.doubles(subject.circuit.numWeights()).toArray();
        if (random.nextBoolean() && w.length > 0) {
            w[random.nextInt(w.length)] = Double.NaN;
        }
        RealView weights = RealView.of(w, 1, random.nextInt(4) == 0 ? 0 : w.length);
        RealView inputs = RealView.of(x, batch, subject.circuit.numInputs());
        RealView y = outputs.matrix(batch, subject.numOutputs());
        function.forward(inputs, weights, y, 0);
    }
}
