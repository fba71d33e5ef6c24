package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;

/** Real numbers of every sample of a tile, in double whatever the precision of the state: [width, samples]. */
final class SampleValues {
    private final int samples;
    private final double[] values;

    SampleValues(int width, int samples) {
        this.samples = samples;
        values = new double[Math.multiplyExact(width, samples)];
    }

    void add(int k, int sample, double value) {
        values[k * samples + sample] += value;
    }

    void set(int k, int sample, double value) {
        values[k * samples + sample] = value;
    }

    double get(int k, int sample) {
        return values[k * samples + sample];
    }

    void clear() {
        Arrays.fill(values, 0);
    }
}
