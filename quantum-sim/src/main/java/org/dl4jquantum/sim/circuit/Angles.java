package org.dl4jquantum.sim.circuit;

import java.nio.DoubleBuffer;

/**
 * The value of every angle slot for every sample of a batch. A shared slot holds one value, any other one per sample.
 * Slot s of sample b is at {@code start(s) + (isShared(s) ? 0 : b)}; gradients use the same layout.
 */
public final class Angles {
    private final int batch;
    private final boolean[] shared;
    private final int[] start;
    private final double[] values;

    /**
     * Room for {@code batch} samples, all zero.
     *
     * @param shared for each slot, whether the batch shares one value
     */
    public Angles(int batch, boolean... shared) {
        this.batch = batch;
        this.shared = shared.clone();
        start = new int[shared.length + 1];
        for (int slot = 0; slot < shared.length; slot++) {
            start[slot + 1] = Math.addExact(start[slot], shared[slot] ? 1 : batch);
        }
        values = new double[start[shared.length]];
    }

    /** Number of samples. */
    public int batch() {
        return batch;
    }

    public int numSlots() {
        return shared.length;
    }

    public boolean isShared(int slot) {
        return shared[slot];
    }

    /** Number of values, and length of a gradient with respect to them. */
    public int size() {
        return values.length;
    }

    /** Where slot {@code slot} of sample {@code sample} lies. */
    public int index(int slot, int sample) {
        return shared[slot] ? start[slot] : start[slot] + sample;
    }

    public double get(int slot, int sample) {
        return values[index(slot, sample)];
    }

    public void set(int slot, int sample, double radians) {
        values[index(slot, sample)] = radians;
    }

    /** All values, in this layout. */
    double[] values() {
        return values;
    }

    /** Puts all values into the first {@link #size} places of other memory, in this layout. */
    public void copyTo(DoubleBuffer memory) {
        memory.put(0, values, 0, values.length);
    }

    /** A copy of samples {@code first .. first + count - 1}. */
    public Angles slice(int first, int count) {
        Angles part = new Angles(count, shared);
        for (int slot = 0; slot < shared.length; slot++) {
            System.arraycopy(values, index(slot, first), part.values, part.index(slot, 0), shared[slot] ? 1 : count);
        }
        return part;
    }
}
