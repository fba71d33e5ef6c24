package org.dl4jquantum.sim.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.RandomKey.Purpose;
import org.dl4jquantum.sim.math.RealView;

/**
 * Derivatives from values at shifted angles. Every shifted copy of a sample is one more sample of a larger batch, so that
 * one call of the engine serves many shifts.
 */
final class ShiftedLanes {
    /** Samples of one call beyond which shifts go into further calls: bounds memory, keeps cores busy. */
    private static final int MAX_LANES = 4096;

    private static final int MAX_VALUES = 1 << 22;

    /**
     * One evaluation: {@code df/dangle += weight · f(angle + shift)}.
     *
     * @param slot which angle
     * @param shift radians
     * @param weight factor of the value
     */
    record Shift(int slot, double shift, double weight) {}

    private ShiftedLanes() {}

    /** Writes the sums of weighted shifted values, contracted with the output cotangent. */
    static void backward(List<Shift> shifts, Program program, EngineInput input, RealView dy, EngineGradient gradient) {
        Arrays.fill(gradient.angles(), 0);
        int lanes = Math.min(MAX_LANES, MAX_VALUES / dy.columns());
        int perCall = Math.max(1, lanes / Math.max(1, input.batch()));
        for (int from = 0; from < shifts.size(); from += perCall) {
            evaluate(shifts.subList(from, Math.min(shifts.size(), from + perCall)), from, program, input, dy, gradient);
        }
    }

    private static void evaluate(
            List<Shift> shifts, int from, Program program, EngineInput input, RealView dy, EngineGradient gradient) {
        int batch = input.batch();
        EngineInput lanes = new EngineInput(
                shiftedAngles(shifts, input.angles()),
                Optional.empty(),
                input.key().forPurpose(Purpose.GRADIENT_SHOTS).startingAt((long) from * batch));
        int numOutputs = dy.columns();
        RealView y = RealView.of(
                new double[Math.multiplyExact(shifts.size() * batch, numOutputs)], shifts.size() * batch, numOutputs);
        program.forward(lanes, y);
        for (int i = 0; i < shifts.size(); i++) {
            for (int sample = 0; sample < batch; sample++) {
                double sum = 0;
                for (int k = 0; k < numOutputs; k++) {
                    sum += dy.get(sample, k) * y.get(i * batch + sample, k);
                }
                int index = input.angles().index(shifts.get(i).slot(), sample);
                gradient.angles()[index] += shifts.get(i).weight() * sum;
            }
        }
    }

    /** The batch repeated once per shift, each copy with its slot shifted. */
    private static Angles shiftedAngles(List<Shift> shifts, Angles angles) {
        int batch = angles.batch();
        boolean[] shared = new boolean[angles.numSlots()];
        for (int slot = 0; slot < shared.length; slot++) {
            shared[slot] = angles.isShared(slot);
        }
        shifts.forEach(shift -> shared[shift.slot()] = false);
        Angles lanes = new Angles(shifts.size() * batch, shared);
        for (int slot = 0; slot < shared.length; slot++) {
            int copies = shared[slot] ? 1 : lanes.batch();
            for (int lane = 0; lane < copies; lane++) {
                Shift shift = shifts.get(lane / batch);
                lanes.set(slot, lane, angles.get(slot, lane % batch) + (shift.slot() == slot ? shift.shift() : 0));
            }
        }
        return lanes;
    }
}
