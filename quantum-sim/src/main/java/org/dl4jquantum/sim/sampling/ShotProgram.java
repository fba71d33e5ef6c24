package org.dl4jquantum.sim.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Draws;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Philox;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliSum;

/**
 * Estimates from a finite number of shots, on any exact engine. Expectations: strings are grouped into sets that one
 * measurement serves, every group takes its own shots, and the estimate is the mean over them. Probabilities: relative
 * frequencies. The standard error is that of the mean, from the spread of the shots themselves; infinite for a
 * single shot, which has none.
 */
public final class ShotProgram implements Program {
    /** Probabilities held at a time; larger batches are cut. */
    private static final int MAX_PROBABILITIES = 1 << 20;

    /** Shots below which other threads would take longer to wake than to help. */
    private static final int WORTH_THREADS = 10_000;

    private final int shots;
    private final int numOutputs;
    private final List<Estimator> estimators = new ArrayList<>();
    /** What the identity strings contribute, which no measurement can change. */
    private final double[] constant;

    private record Estimator(Program probabilities, int numOutcomes, OutcomeValues values) {}

    /**
     * Prepares the circuits that are measured.
     *
     * @param shots measurements of each group, at least 1
     * @throws UnsupportedOperationException if the state vector is asked for, or the engine refuses a circuit
     */
    public ShotProgram(Engine engine, Circuit circuit, Measurement measurement, Precision precision, int shots) {
        this.shots = shots;
        numOutputs = measurement.numOutputs(circuit.numQubits());
        constant = new double[numOutputs];
        if (measurement instanceof Expectations expectations) {
            for (MeasurementGroup group : MeasurementGroup.of(expectations.observables())) {
                Probabilities measured = group.measured();
                estimators.add(new Estimator(
                        engine.compile(group.rotated(circuit), measured, precision),
                        measured.numOutputs(circuit.numQubits()),
                        group.values()));
            }
            for (int k = 0; k < numOutputs; k++) {
                constant[k] = identityWeight(expectations.observables().get(k));
            }
        } else if (measurement instanceof Probabilities probabilities) {
            estimators.add(new Estimator(
                    engine.compile(circuit, probabilities, precision), numOutputs, (outcome, y) -> y[outcome]++));
        } else {
            throw new UnsupportedOperationException(
                    "state vector: cannot be measured, but shots = " + shots + "; use shots = 0");
        }
    }

    private static double identityWeight(PauliSum observable) {
        return observable.terms().stream()
                .filter(term -> term.string().support() == 0)
                .mapToDouble(PauliSum.Term::coefficient)
                .sum();
    }

    @Override
    public void forward(EngineInput input, RealView outputs) {
        estimate(input, outputs, Optional.empty());
    }

    /**
     * Estimates with their standard errors.
     *
     * @param outputs [batch, numOutputs], written
     * @param standardErrors [batch, numOutputs], written where given
     */
    public void estimate(EngineInput input, RealView outputs, Optional<RealView> standardErrors) {
        double[] means = new double[Math.multiplyExact(input.batch(), numOutputs)];
        double[] variances = new double[Math.multiplyExact(input.batch(), numOutputs)];
        for (int sample = 0; sample < input.batch(); sample++) {
            System.arraycopy(constant, 0, means, sample * numOutputs, numOutputs);
        }
        for (int e = 0; e < estimators.size(); e++) {
            int atOnce = Math.max(1, MAX_PROBABILITIES / estimators.get(e).numOutcomes());
            for (int first = 0; first < input.batch(); first += atOnce) {
                int count = Math.min(atOnce, input.batch() - first);
                measure(e, input.slice(first, count), first, means, variances);
            }
        }
        for (int i = 0; i < means.length; i++) {
            outputs.set(i / numOutputs, i % numOutputs, means[i]);
            double error = Math.sqrt(variances[i]);
            int index = i;
            standardErrors.ifPresent(view -> view.set(index / numOutputs, index % numOutputs, error));
        }
    }

    private void measure(int e, EngineInput part, int first, double[] means, double[] variances) {
        Estimator estimator = estimators.get(e);
        // Each group of a sample has its own numbers: streams are spread over sample and group.
        int groups = estimators.size();
        Draws draws = new Draws(shots, part.key().startingAt(0), part.key().firstSample() * groups + e, groups);
        int width = draws.width(estimator.numOutcomes());
        int[] drawn = new int[Math.multiplyExact(part.batch(), width)];
        if (!estimator.probabilities().draw(part, draws, drawn)) {
            draw(estimator, part, draws, drawn);
        }
        samples(part.batch()).forEach(sample -> {
            int[] own = Arrays.copyOfRange(drawn, sample * width, (sample + 1) * width);
            addMeans(estimator, own, (first + sample) * numOutputs, means, variances);
        });
    }

    private IntStream samples(int batch) {
        IntStream samples = IntStream.range(0, batch);
        return (long) batch * shots < WORTH_THREADS ? samples : samples.parallel();
    }

    /** On this side, where the engine does not. */
    private void draw(Estimator estimator, EngineInput part, Draws draws, int[] drawn) {
        int outcomes = estimator.numOutcomes();
        int width = draws.width(outcomes);
        double[] probabilities = new double[Math.multiplyExact(part.batch(), outcomes)];
        estimator.probabilities().forward(part, RealView.of(probabilities, part.batch(), outcomes));
        samples(part.batch()).forEach(sample -> {
            int from = sample * outcomes;
            Sampler sampler = new Sampler(Arrays.copyOfRange(probabilities, from, from + outcomes));
            Philox random = new Philox(draws.key(), draws.firstStream() + draws.step() * sample);
            for (int shot = 0; shot < shots; shot++) {
                int outcome = sampler.draw(random);
                if (width == outcomes) {
                    drawn[sample * width + outcome]++;
                } else {
                    drawn[sample * width + shot] = outcome;
                }
            }
        });
    }

    private void addMeans(Estimator estimator, int[] drawn, int to, double[] means, double[] variances) {
        boolean counted = drawn.length == estimator.numOutcomes();
        double[] one = new double[numOutputs];
        double[] sum = new double[numOutputs];
        double[] squares = new double[numOutputs];
        for (int i = 0; i < drawn.length; i++) {
            int times = counted ? drawn[i] : 1;
            if (times > 0) {
                Arrays.fill(one, 0);
                estimator.values().add(counted ? i : drawn[i], one);
                for (int k = 0; k < numOutputs; k++) {
                    sum[k] += times * one[k];
                    squares[k] += times * one[k] * one[k];
                }
            }
        }
        for (int k = 0; k < numOutputs; k++) {
            double mean = sum[k] / shots;
            means[to + k] += mean;
            variances[to + k] += varianceOfMean(squares[k] / shots - mean * mean);
        }
    }

    /** Unbiased: shots scatter about their own mean a little less than about the true one. */
    private double varianceOfMean(double spread) {
        return shots == 1 ? Double.POSITIVE_INFINITY : Math.max(0, spread) / (shots - 1);
    }

    /** Refused: the adjoint method needs the exact state. */
    @Override
    public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        throw new UnsupportedOperationException(
                "gradient adjoint: needs exact states, but shots = " + shots + "; use parameter-shift");
    }
}
