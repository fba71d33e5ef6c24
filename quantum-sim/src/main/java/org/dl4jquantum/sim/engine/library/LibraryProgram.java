package org.dl4jquantum.sim.engine.library;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.DeviceProgram;
import org.dl4jquantum.sim.engine.Draws;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.plan.Plan;

/**
 * A program of the library, and one call of it per batch. Freed when it is no longer reachable.
 */
public final class LibraryProgram implements Program {
    private static final Cleaner CLEANER = Cleaner.create();
    /** Arguments of larger calls are allocated anew. */
    private static final long MOST_BYTES_KEPT = 1L << 26;

    private final PlanLibrary library;
    private final Circuit circuit;
    private final int numOutputs;
    private final long handle;
    private final Queue<CallMemory> idle = new ConcurrentLinkedQueue<>();

    /** Compiles a circuit that fits the engine of the library. */
    public LibraryProgram(PlanLibrary library, Circuit circuit, Measurement measurement, Precision precision) {
        this.library = library;
        this.circuit = circuit;
        numOutputs = measurement.numOutputs(circuit.numQubits());
        PlanCode code = new PlanCode(Plan.of(circuit, measurement), circuit.numSlots(), measurement);
        handle = library.createProgram(code, precision);
        // What frees the program must not refer to it.
        long freed = handle;
        CLEANER.register(this, () -> library.freeProgram(freed));
        if (library instanceof DevicePlanLibrary device) {
            device.define(handle, new AngleCode(circuit));
        }
    }

    @Override
    public Optional<DeviceProgram> onDevice() {
        return library instanceof DevicePlanLibrary device
                ? Optional.of(new LibraryDeviceProgram(device, this, handle))
                : Optional.empty();
    }

    @Override
    public void forward(EngineInput input, RealView outputs) {
        validate(input, outputs);
        if (input.batch() == 0) {
            return;
        }
        CallMemory memory = load(input);
        try {
            run(memory, input.batch(), outputs, 0);
        } finally {
            keep(memory);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean draw(EngineInput input, Draws draws, int[] drawn) {
        if (!(library instanceof DevicePlanLibrary device)) {
            return false;
        }
        input.validate(circuit);
        if (drawn.length != Math.multiplyExact(input.batch(), draws.width(numOutputs))) {
            throw new IllegalArgumentException("drawn: room for " + drawn.length + " numbers given, "
                    + (long) input.batch() * draws.width(numOutputs) + " needed");
        }
        if (input.batch() > 0) {
            CallMemory memory = load(input);
            try {
                device.draw(handle, input.batch(), memory, draws, drawn);
            } finally {
                keep(memory);
                Reference.reachabilityFence(this);
            }
        }
        return true;
    }

    @Override
    public Pullback differentiate(EngineInput input, RealView outputs) {
        validate(input, outputs);
        if (input.batch() == 0) {
            return (outputCotangent, gradient) -> backward(input, outputCotangent, gradient);
        }
        CallMemory memory = load(input);
        boolean ran = false;
        try {
            run(memory, input.batch(), outputs, memory.states());
            ran = true;
            return new LibraryPullback(this, input, memory);
        } finally {
            if (!ran) {
                keep(memory);
            }
        }
    }

    @Override
    public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        input.validate(circuit);
        if (input.batch() == 0) {
            validate(input, outputCotangent, gradient);
            Arrays.fill(gradient.angles(), 0);
            return;
        }
        CallMemory memory = load(input);
        try {
            backward(memory, input, outputCotangent, gradient);
        } finally {
            keep(memory);
            Reference.reachabilityFence(this);
        }
    }

    private void run(CallMemory memory, int batch, RealView outputs, long states) {
        memory.outputs().write(outputs);
        library.forward(handle, batch, memory, states);
        memory.outputs().written();
    }

    /** From the states that are kept, where there are any. */
    void backward(CallMemory memory, EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        validate(input, outputCotangent, gradient);
        memory.outputs().read(outputCotangent);
        memory.reserveGradient(input.angles());
        gradient.initialStates().ifPresentOrElse(memory.initialGradient()::write, memory.initialGradient()::release);
        library.backward(handle, input.batch(), memory, memory.keptStates());
        memory.initialGradient().written();
        memory.readGradient(gradient.angles());
    }

    private CallMemory load(EngineInput input) {
        CallMemory memory = Optional.ofNullable(idle.poll()).orElseGet(() -> new CallMemory(library));
        memory.load(input.angles());
        input.initialStates().ifPresent(memory.initial()::read);
        return memory;
    }

    void keep(CallMemory memory) {
        memory.release();
        if (memory.bytesHeld() <= MOST_BYTES_KEPT) {
            idle.add(memory);
        }
    }

    private void validate(EngineInput input, RealView outputs) {
        input.validate(circuit);
        checkShape("outputs", outputs, input.batch(), numOutputs);
    }

    private void validate(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        checkShape("output cotangent", outputCotangent, input.batch(), numOutputs);
        if (gradient.angles().length != input.angles().size()) {
            throw new IllegalArgumentException("gradient: of " + gradient.angles().length + " angles, "
                    + input.angles().size() + " are given");
        }
        if (gradient.initialStates().isPresent() && input.initialStates().isEmpty()) {
            throw new IllegalArgumentException("gradient: of initial states, but the circuit starts in |0...0>");
        }
        gradient.initialStates()
                .ifPresent(states ->
                        checkShape("initial state gradient", states, input.batch(), 2 << circuit.numQubits()));
    }

    private static void checkShape(String subject, RealView view, int rows, int columns) {
        if (view.rows() != rows || view.columns() != columns) {
            throw new IllegalArgumentException(subject + ": shape [" + view.rows() + ", " + view.columns()
                    + "] given, [" + rows + ", " + columns + "] needed");
        }
    }
}
