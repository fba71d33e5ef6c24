package org.dl4jquantum.sim.function;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
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
    /** Arrays of larger calls are left to the garbage collector. */
    private static final long MOST_BYTES_KEPT = 1L << 26;

    private final QuantumNode node;
    private final String engineName;
    private final long bytesAvailable;
    private final Precision precision;
    private final AngleTable table;
    private final Program program;
    private final GradientMethod gradient;
    /** Asked for when arrays of a device come, as that may open one. */
    private Optional<DeviceFunction> onDevice = Optional.empty();

    private boolean askedForDevice;
    private final Queue<CallArrays> idle = new ConcurrentLinkedQueue<>();

    CircuitFunction(QuantumNode node, Precision precision) {
        this.node = node;
        Engine engine = Engines.select(node.engine(), node.circuit(), node.measurement(), precision);
        engineName = engine.name();
        bytesAvailable = engine.bytesAvailable();
        this.precision = precision;
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
     * The same function of arrays in the memory of the engine's device, where the engine works there: exact nodes have it
     * whose gradient is the engine's own.
     */
    public synchronized Optional<DeviceFunction> onDevice() {
        if (!askedForDevice && gradient.isEngines()) {
            onDevice = program.onDevice().map(there -> new DeviceFunction(node, there, this::storesStates));
        }
        askedForDevice = true;
        return onDevice;
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
        checkInputs(inputs, weights);
        Arguments.checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        CallArrays call = read(inputs, weights);
        program.forward(input(call, iteration), outputs);
        keep(call);
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
        checkInputs(inputs, weights);
        Arguments.checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        Arguments.checkShape("standard errors", standardErrors, inputs.rows(), node.numOutputs());
        CallArrays call = read(inputs, weights);
        sampled.estimate(input(call, iteration), outputs, Optional.of(standardErrors));
        keep(call);
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
        checkInputs(inputs, weights);
        CallArrays call = read(inputs, weights);
        Pullback pullback = recomputing(input(call, iteration));
        backward(call, pullback, outputCotangent, inputGradient, weightGradient);
        keep(call);
    }

    /**
     * Computes y as {@link #forward} does, and stores states where the node's {@link MemoryMode} says so and the engine
     * can, so that the gradient afterwards need not run the circuit again: a step of training takes less time and more
     * memory.
     *
     * @return to be closed after use; holds inputs and weights as they are now
     * @throws IllegalArgumentException as {@link #forward} does
     */
    public CircuitPullback differentiate(RealView inputs, RealView weights, RealView outputs, long iteration) {
        checkInputs(inputs, weights);
        Arguments.checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        CallArrays call = read(inputs, weights);
        EngineInput input = input(call, iteration);
        if (storesStates(call.batch())) {
            return new CircuitPullback(this, call, gradient.differentiate(program, input, outputs), iteration);
        }
        program.forward(input, outputs);
        return new CircuitPullback(this, call, recomputing(input), iteration);
    }

    void backward(
            CallArrays call,
            Pullback pullback,
            RealView outputCotangent,
            RealView inputGradient,
            RealView weightGradient) {
        Arguments.checkShape("output cotangent", outputCotangent, call.batch(), node.numOutputs());
        Arguments.checkShape("input gradient", inputGradient, call.batch(), node.numInputs());
        Arguments.checkShape("weight gradient", weightGradient, 1, node.numWeights());
        pullback.backward(outputCotangent, call.gradient);
        call.clearGradients();
        table.chain(call.angles, call.gradient.angles(), call.x, call.w, call.dx, call.dw);
        if (call.gradient.initialStates().isPresent()) {
            AmplitudeLoader.chain(
                    call.gradient.initialStates().get(),
                    call.x,
                    node.numInputs(),
                    node.circuit().numAmplitudes(),
                    call.dx);
        }
        inputGradient.write(call.dx);
        weightGradient.write(call.dw);
    }

    private boolean storesStates(int batch) {
        return node.memory().stores(node.stateBytes(batch, precision), bytesAvailable);
    }

    private Pullback recomputing(EngineInput input) {
        return (outputCotangent, angles) -> gradient.backward(program, input, outputCotangent, angles);
    }

    private void checkInputs(RealView inputs, RealView weights) {
        Arguments.checkShape("inputs", inputs, inputs.rows(), node.numInputs());
        Arguments.checkShape("weights", weights, 1, node.numWeights());
    }

    /** The arrays of a call, its inputs and weights read and the angles evaluated. */
    private CallArrays read(RealView inputs, RealView weights) {
        CallArrays call = idle.poll();
        if (call == null || call.batch() != inputs.rows()) {
            call = new CallArrays(node.circuit(), table.room(inputs.rows()));
        }
        Arguments.readFinite("input %d of sample %d", inputs, call.x);
        Arguments.readFinite("weight %d", weights, call.w);
        table.evaluate(call.x, call.w, call.angles);
        if (call.states.isPresent()) {
            AmplitudeLoader.load(call.x, node.numInputs(), node.circuit().numAmplitudes(), call.states.get());
        }
        return call;
    }

    private EngineInput input(CallArrays call, long iteration) {
        return new EngineInput(call.angles, call.states, RandomKey.training(node.seed(), iteration));
    }

    /** Only of calls that went well: of others the arrays may still be in use. */
    void keep(CallArrays call) {
        if (call.bytesHeld() <= MOST_BYTES_KEPT) {
            idle.add(call);
        }
    }
}
