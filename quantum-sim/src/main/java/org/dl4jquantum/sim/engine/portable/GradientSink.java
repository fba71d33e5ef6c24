package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.plan.QubitRun;

/** Collects gradients of a tile: those of samples go where they belong, those of shared angles are summed by slot. */
final class GradientSink implements QubitRun.Sink {
    private final Angles angles;
    private final double[] ofSamples;
    private final double[] shared;

    GradientSink(Angles angles, double[] ofSamples) {
        this.angles = angles;
        this.ofSamples = ofSamples;
        shared = new double[angles.numSlots()];
    }

    @Override
    public void add(int slot, int sample, double value) {
        if (angles.isShared(slot)) {
            shared[slot] += value;
        } else {
            ofSamples[angles.index(slot, sample)] += value;
        }
    }

    /** The sums of shared slots; other threads add theirs. */
    double[] shared() {
        return shared;
    }
}
