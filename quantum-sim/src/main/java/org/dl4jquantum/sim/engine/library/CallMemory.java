package org.dl4jquantum.sim.engine.library;

import java.lang.ref.Cleaner;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;

/** The arguments of one call at a time, outside the heap. Kept from call to call, so that steady calls allocate none. */
public final class CallMemory {
    private final PlanLibrary library;
    private final DirectMemory angles;
    private final DirectMemory slotStart;
    private final DirectMemory slotShared;
    private final NativeMatrix initial;
    private final NativeMatrix outputs;
    private final DirectMemory angleGradient;
    private final NativeMatrix initialGradient;

    private static final Cleaner CLEANER = Cleaner.create();
    private long states;

    CallMemory(PlanLibrary library) {
        this.library = library;
        angles = new DirectMemory(library);
        slotStart = new DirectMemory(library);
        slotShared = new DirectMemory(library);
        initial = new NativeMatrix(library);
        outputs = new NativeMatrix(library);
        angleGradient = new DirectMemory(library);
        initialGradient = new NativeMatrix(library);
    }

    /** Address of all angles. */
    public long angles() {
        return angles.address();
    }

    /** Address of where each slot begins among the angles. */
    public long slotStart() {
        return slotStart.address();
    }

    /** Address of one byte a slot, 1 where the batch shares it. */
    public long slotShared() {
        return slotShared.address();
    }

    /** Initial states, where the circuit takes them. */
    public NativeMatrix initial() {
        return initial;
    }

    /** Outputs, or their cotangents. */
    public NativeMatrix outputs() {
        return outputs;
    }

    /** Address of the gradient of all angles. */
    public long angleGradient() {
        return angleGradient.address();
    }

    /** The gradient of initial states, where it is wanted. */
    public NativeMatrix initialGradient() {
        return initialGradient;
    }

    void readGradient(double[] to) {
        angleGradient.doubles().get(0, to);
    }

    /** Room for the states that a forward pass keeps. */
    long states() {
        if (states == 0) {
            states = library.createStates();
            // What frees them must not refer to this.
            PlanLibrary owner = library;
            long freed = states;
            CLEANER.register(this, () -> owner.freeStates(freed));
        }
        return states;
    }

    /** Where states are kept, or 0 where there are none. */
    long keptStates() {
        return stateBytes() > 0 ? states : 0;
    }

    long stateBytes() {
        return states == 0 ? 0 : library.statesBytes(states);
    }

    void load(Angles values) {
        angles.reserve((long) Double.BYTES * values.size());
        values.copyTo(angles.doubles());
        slotStart.reserve((long) Long.BYTES * values.numSlots());
        slotShared.reserve(values.numSlots());
        for (int slot = 0; slot < values.numSlots(); slot++) {
            slotStart.bytes().putLong(Long.BYTES * slot, values.index(slot, 0));
            slotShared.bytes().put(slot, (byte) (values.isShared(slot) ? 1 : 0));
        }
    }

    /** Room for the gradient of all angles. */
    void reserveGradient(Angles values) {
        angleGradient.reserve((long) Double.BYTES * values.size());
    }

    /** Lets go of the caller's memory, and of states. */
    void release() {
        if (states != 0) {
            library.clearStates(states);
        }
        initial.release();
        outputs.release();
        initialGradient.release();
    }

    long bytesHeld() {
        long bytes = initial.bytesHeld() + outputs.bytesHeld() + initialGradient.bytesHeld();
        for (DirectMemory memory : List.of(angles, slotStart, slotShared, angleGradient)) {
            bytes += memory.bytes().capacity();
        }
        return bytes;
    }
}
