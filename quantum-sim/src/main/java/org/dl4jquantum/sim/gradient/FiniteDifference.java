package org.dl4jquantum.sim.gradient;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;

/** Central differences {@code (f(t + h) - f(t - h)) / 2h}, error of order h². */
final class FiniteDifference implements GradientMethod {
    /** The cube root of the rounding unit balances truncation against rounding. */
    private static final double STEP_DOUBLE = 6e-6;

    private static final double STEP_FLOAT = 5e-3;

    private final double step;

    FiniteDifference(Precision precision) {
        step = precision == Precision.DOUBLE ? STEP_DOUBLE : STEP_FLOAT;
    }

    @Override
    public void backward(Program program, EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        double weight = 0.5 / step;
        List<ShiftedLanes.Shift> shifts = IntStream.range(0, input.angles().numSlots())
                .boxed()
                .flatMap(slot -> Stream.of(
                        new ShiftedLanes.Shift(slot, step, weight), new ShiftedLanes.Shift(slot, -step, -weight)))
                .toList();
        ShiftedLanes.backward(shifts, program, input, outputCotangent, gradient);
    }
}
