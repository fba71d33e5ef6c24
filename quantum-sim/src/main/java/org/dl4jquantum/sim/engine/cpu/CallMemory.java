package org.dl4jquantum.sim.engine.cpu;

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

    /** Lets go of the caller's memory. */
    void release() {
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
