package org.dl4jquantum.sim.engine;

import java.util.Arrays;
import java.util.Optional;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.sampling.ShotProgram;

/** What an engine makes of shots. */
public final class Shots {
    /** Samples of a call. */
    public static final int BATCH = 60;

    private Shots() {}

    /** Estimates of a batch, then their standard errors; the random numbers are those of a part of a larger one. */
    public static double[] of(Engine engine, Circuit circuit, Measurement measurement, Precision precision, int shots) {
        int outputs = measurement.numOutputs(circuit.numQubits());
        double[] means = new double[BATCH * outputs];
        double[] errors = new double[BATCH * outputs];
        EngineInput input = new EngineInput(
                RandomCircuits.angles(circuit, BATCH, 2),
                Optional.empty(),
                RandomKey.training(17, 1L << 33).startingAt(100));
        new ShotProgram(engine, circuit, measurement, precision, shots)
                .estimate(input, RealView.of(means, BATCH, outputs), Optional.of(RealView.of(errors, BATCH, outputs)));
        double[] both = Arrays.copyOf(means, 2 * means.length);
        System.arraycopy(errors, 0, both, means.length, errors.length);
        return both;
    }
}
