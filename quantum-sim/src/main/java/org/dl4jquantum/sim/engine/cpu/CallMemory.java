package org.dl4jquantum.sim.engine.cpu;

import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.plan.QubitRun;

/** The arguments of one call at a time, outside the heap. Kept from call to call, so that steady calls allocate none. */
final class CallMemory {
    /** Rows of a one-qubit state, and of an environment, in {@code dlq.h}. */
    private static final int STATE = 4;

    private static final int ENVIRONMENT = 8;

    final DirectMemory angles = new DirectMemory();
    final DirectMemory slotStart = new DirectMemory();
    final DirectMemory slotShared = new DirectMemory();
    final DirectMemory start = new DirectMemory();
    final NativeMatrix initial = new NativeMatrix();
    /** Outputs, or their cotangents. */
    final NativeMatrix outputs = new NativeMatrix();

    final DirectMemory angleGradient = new DirectMemory();
    final DirectMemory environments = new DirectMemory();
    final NativeMatrix initialGradient = new NativeMatrix();

    /** Rows of one qubit, on the heap. */
    private double[][] rows = new double[ENVIRONMENT][0];

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

    /** The states that the runs prepare. */
    void prepare(List<QubitRun> runs, Angles values) {
        int batch = values.batch();
        start.reserve((long) Double.BYTES * STATE * runs.size() * batch);
        double[][] states = {row(0, batch), row(1, batch), row(2, batch), row(3, batch)};
        for (int qubit = 0; qubit < runs.size(); qubit++) {
            runs.get(qubit).states(values, 0, batch, states);
            for (int k = 0; k < STATE; k++) {
                start.doubles().put((STATE * qubit + k) * batch, states[k], 0, batch);
            }
        }
    }

    /** Room for the gradient of all angles, and for environments of so many qubits. */
    void reserveGradient(Angles values, int numQubits) {
        angleGradient.reserve((long) Double.BYTES * values.size());
        environments.reserve((long) Double.BYTES * ENVIRONMENT * numQubits * values.batch());
    }

    /** Writes what the call found, and adds the gradient of the runs. */
    void gradient(List<QubitRun> runs, Angles values, double[] gradient) {
        angleGradient.doubles().get(0, gradient, 0, gradient.length);
        int batch = values.batch();
        for (int qubit = 0; qubit < runs.size(); qubit++) {
            for (int k = 0; k < ENVIRONMENT; k++) {
                environments.doubles().get((ENVIRONMENT * qubit + k) * batch, row(k, batch), 0, batch);
            }
            runs.get(qubit)
                    .gradient(
                            values,
                            0,
                            batch,
                            rows,
                            (slot, sample, value) -> gradient[values.index(slot, sample)] += value);
        }
    }

    private double[] row(int k, int batch) {
        if (rows[k].length < batch) {
            rows[k] = new double[batch];
        }
        return rows[k];
    }

    /** Lets go of the caller's memory. */
    void release() {
        initial.release();
        outputs.release();
        initialGradient.release();
    }

    long bytesHeld() {
        long bytes = initial.bytesHeld() + outputs.bytesHeld() + initialGradient.bytesHeld();
        for (DirectMemory memory : List.of(angles, slotStart, slotShared, start, angleGradient, environments)) {
            bytes += memory.bytes().capacity();
        }
        return bytes;
    }
}
