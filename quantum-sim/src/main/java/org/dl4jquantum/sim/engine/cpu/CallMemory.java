package org.dl4jquantum.sim.engine.cpu;

import java.lang.ref.Cleaner;
import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;

/** The arguments of one call at a time, outside the heap. Kept from call to call, so that steady calls allocate none. */
final class CallMemory {
    final DirectMemory angles = new DirectMemory();
    final DirectMemory slotStart = new DirectMemory();
    final DirectMemory slotShared = new DirectMemory();
    final NativeMatrix initial = new NativeMatrix();
    /** Outputs, or their cotangents. */
    final NativeMatrix outputs = new NativeMatrix();

    final DirectMemory angleGradient = new DirectMemory();
    final NativeMatrix initialGradient = new NativeMatrix();

    private static final Cleaner CLEANER = Cleaner.create();
    private long states;

    /** Room for the states that a forward pass keeps. */
    long states() {
        if (states == 0) {
            long[] created = {0};
            Dlq.check(Dlq.createStates(created));
            states = created[0];
            long freed = states;
            CLEANER.register(this, () -> Dlq.freeStates(freed));
        }
        return states;
    }

    /** Where states are kept, or 0 where there are none. */
    long keptStates() {
        return stateBytes() > 0 ? states : 0;
    }

    long stateBytes() {
        return states == 0 ? 0 : Dlq.statesBytes(states);
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
            Dlq.clearStates(states);
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
