package org.dl4jquantum.sim.function;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.sampling.ShotProgram;

/**
 * A differentiable function {@code y = f(x, w)} of inputs x [batch, numInputs] and weights w [1, numWeights] with values
 * y [batch, numOutputs]. Safe to use from several threads.
 */
public final class CircuitFunction {
    private final QuantumNode node;
    private final String engineName;
    private final AngleTable table;
    private final Program program;
    private final GradientMethod gradient;

    CircuitFunction(QuantumNode node, Precision precision) {
        this.node = node;
        Engine engine = Engines.select(node.engine(), node.circuit(), node.measurement(), precision);
        engineName = engine.name();
        table = new AngleTable(node.circuit());
        program = node.shots() == 0
                ? engine.compile(node.circuit(), node.measurement(), precision)
                : new ShotProgram(engine, node.circuit(), node.measurement(), precision, node.shots());
        gradient =
                GradientMethod.of(node.gradient(), node.circuit(), node.measurement(), precision, node.shots(), engine);
    }

    /** What the function computes. */
    public QuantumNode node() {
        return node;
    }

    /** The engine that runs it: the one that {@code auto} chose. */
    public String engineName() {
        return engineName;
    }

    /**
     * Computes y.
     *
     * @param inputs x, [batch, numInputs]
     * @param weights w, [1, numWeights]
     * @param outputs y, [batch, numOutputs], written
     * @param iteration training iteration, or {@link RandomKey#INFERENCE}: names the random numbers of shots
     * @throws IllegalArgumentException if a shape does not fit, or an input or weight is NaN or infinite
     */
    public void forward(RealView inputs, RealView weights, RealView outputs, long iteration) {
        Call call = new Call(inputs, weights, iteration);
        Arguments.checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        program.forward(call.input, outputs);
    }

    /**
     * Estimates y from shots, with the standard error of every value.
     *
     * @param standardErrors [batch, numOutputs], written; infinite where shots = 1
     * @throws UnsupportedOperationException if the node is exact
     */
    public void estimate(RealView inputs, RealView weights, RealView outputs, RealView standardErrors, long iteration) {
        if (!(program instanceof ShotProgram sampled)) {
            throw new UnsupportedOperationException(
                    "standard errors: the node is exact (shots = 0), they are all zero");
        }
        Call call = new Call(inputs, weights, iteration);
        Arguments.checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        Arguments.checkShape("standard errors", standardErrors, inputs.rows(), node.numOutputs());
        sampled.estimate(call.input, outputs, Optional.of(standardErrors));
    }

    /**
     * Computes the vector-Jacobian product: {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given.
     *
     * @param outputCotangent {@code dL/dy}, [batch, numOutputs]
     * @param inputGradient {@code dL/dx}, [batch, numInputs], written
     * @param weightGradient {@code dL/dw}, [1, numWeights], summed over the batch, written
     * @throws IllegalArgumentException if a shape does not fit, or an input or weight is NaN or infinite
     */
    public void backward(
            RealView inputs,
            RealView weights,
            RealView outputCotangent,
            RealView inputGradient,
            RealView weightGradient,
            long iteration) {
        Call call = new Call(inputs, weights, iteration);
        int batch = inputs.rows();
        Arguments.checkShape("output cotangent", outputCotangent, batch, node.numOutputs());
        Arguments.checkShape("input gradient", inputGradient, batch, node.numInputs());
        Arguments.checkShape("weight gradient", weightGradient, 1, node.numWeights());
        Optional<RealView> stateGradient = call.input.initialStates().map(AmplitudeLoader::like);
        EngineGradient found = new EngineGradient(call.input.angles(), stateGradient);
        gradient.backward(program, call.input, outputCotangent, found);
        double[] dx = new double[Math.multiplyExact(batch, node.numInputs())];
        double[] dw = new double[node.numWeights()];
        table.chain(call.input.angles(), found.angles(), call.x, call.w, dx, dw);
        stateGradient.ifPresent(states -> AmplitudeLoader.chain(
                states, call.x, node.numInputs(), node.circuit().numAmplitudes(), dx));
        Arguments.write(dx, inputGradient);
        Arguments.write(dw, weightGradient);
    }

    /** The arguments of one call, checked and read once. */
    private final class Call {
        final double[] x;
        final double[] w;
        final EngineInput input;

        Call(RealView inputs, RealView weights, long iteration) {
            int batch = inputs.rows();
            Arguments.checkShape("inputs", inputs, batch, node.numInputs());
            Arguments.checkShape("weights", weights, 1, node.numWeights());
            x = Arguments.readFinite("input %d of sample %d", inputs);
            w = Arguments.readFinite("weight %d", weights);
            Angles angles = table.evaluate(x, w, batch);
            int amplitudes = node.circuit().numAmplitudes();
            Optional<RealView> states = amplitudes == 0
                    ? Optional.empty()
                    : Optional.of(AmplitudeLoader.load(
                            x,
                            node.numInputs(),
                            amplitudes,
                            batch,
                            node.circuit().numQubits()));
            input = new EngineInput(angles, states, RandomKey.training(node.seed(), iteration));
        }
    }
}
