package org.dl4jquantum.layer.function;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.Backends;
import org.dl4jquantum.layer.backend.DeviceArrays;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.DeviceFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A quantum node as a function {@code y = f(x, w)} of INDArrays: x [batch, numInputs], w [numWeights] or [1, numWeights],
 * y [batch, numOutputs]. It computes in the node's precision where that is fixed; else in double where y is DOUBLE, and in
 * float otherwise. Half types are converted. Safe to use from several threads.
 */
public final class HybridFunction {
    private static final Logger LOG = LoggerFactory.getLogger(HybridFunction.class);

    private final QuantumNode node;
    private final Backend backend;
    /** Compiled on first use in a precision. */
    private final Map<Precision, CircuitFunction> compiled = new ConcurrentHashMap<>();

    private final AtomicBoolean toldOfOtherDevice = new AtomicBoolean();

    /**
     * A function of arrays of the backend that ND4J runs on.
     *
     * @throws UnsupportedOperationException if no module on the class path serves that backend
     */
    public HybridFunction(QuantumNode node) {
        this.node = node;
        backend = Backends.present();
    }

    /** What the function computes. */
    public QuantumNode node() {
        return node;
    }

    /** The engine that runs it for outputs of this type: the one that {@code auto} chose. */
    public String engineName(DataType type) {
        return compiled(type).engineName();
    }

    /** Returns y, of the type of x, which is a floating-point type. */
    public INDArray output(INDArray inputs, INDArray weights) {
        INDArray outputs = Nd4j.createUninitialized(inputs.dataType(), inputs.size(0), node.numOutputs());
        forward(inputs, weights, outputs, RandomKey.INFERENCE);
        return outputs;
    }

    /**
     * Computes y.
     *
     * @param inputs x
     * @param weights w; an empty array where the node has none
     * @param outputs y, written
     * @param iteration training iteration, or {@link RandomKey#INFERENCE}: names the random numbers of shots
     * @throws IllegalArgumentException if a shape or type does not fit, or a number is NaN or infinite
     */
    public void forward(INDArray inputs, INDArray weights, INDArray outputs, long iteration) {
        INDArray y = ArrayArguments.writableMatrix("outputs", outputs);
        INDArray x = ArrayArguments.matrix("inputs", inputs);
        calls(outputs.dataType(), x, false).forward(x, ArrayArguments.row("weights", weights), y, iteration);
        ArrayArguments.deliver(y, outputs);
    }

    /**
     * Computes y as {@link #forward} does, and stores states where the node's memory mode says so, so that the gradient
     * afterwards need not run the circuit again.
     *
     * @return to be closed after use
     * @throws IllegalArgumentException as {@link #forward} does
     */
    public HybridPullback differentiate(INDArray inputs, INDArray weights, INDArray outputs, long iteration) {
        INDArray y = ArrayArguments.writableMatrix("outputs", outputs);
        INDArray x = ArrayArguments.matrix("inputs", inputs);
        ArrayPullback pullback = calls(outputs.dataType(), x, true)
                .differentiate(x, ArrayArguments.row("weights", weights), y, iteration);
        ArrayArguments.deliver(y, outputs);
        return new HybridPullback(pullback);
    }

    /**
     * Computes {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given.
     *
     * @param outputCotangent {@code dL/dy}
     * @param inputGradient {@code dL/dx}, written
     * @param weightGradient {@code dL/dw}, summed over the batch, written; an empty array where the node has no weights
     * @throws IllegalArgumentException if a shape or type does not fit, or a number is NaN or infinite
     */
    public void backward(
            INDArray inputs,
            INDArray weights,
            INDArray outputCotangent,
            INDArray inputGradient,
            INDArray weightGradient,
            long iteration) {
        INDArray dx = ArrayArguments.writableMatrix("input gradient", inputGradient);
        INDArray dw = ArrayArguments.writableRow("weight gradient", weightGradient);
        INDArray x = ArrayArguments.matrix("inputs", inputs);
        INDArray w = ArrayArguments.row("weights", weights);
        INDArray dy = ArrayArguments.matrix("output cotangent", outputCotangent);
        calls(outputCotangent.dataType(), x, true).backward(x, w, dy, dx, dw, iteration);
        ArrayArguments.deliver(dx, inputGradient);
        ArrayArguments.deliver(dw, weightGradient);
    }

    /** On the device where both arrays and engine are there and that pays, else in the host's memory. */
    private ArrayCalls calls(DataType type, INDArray x, boolean gradient) {
        CircuitFunction function = compiled(type);
        ArrayCalls onHost = new HostCalls(function, new HostViews(backend));
        Optional<DeviceArrays> arrays = backend.deviceArrays();
        if (arrays.isPresent() && function.onDevice().isPresent()) {
            DeviceFunction there = function.onDevice().get();
            if (!there.pays((int) x.size(0), gradient)) {
                return onHost;
            }
            int device = arrays.get().device();
            if (device == there.device()) {
                ArrayCalls onDevice = new DeviceCalls(there, arrays.get());
                return node.engine().equals(Engines.AUTO) ? new EitherCalls(onDevice, onHost) : onDevice;
            }
            if (!toldOfOtherDevice.getAndSet(true)) {
                LOG.info(
                        "quantum node: arrays lie on device {}, engine {} works on device {}: they are copied through the"
                                + " host",
                        device,
                        function.engineName(),
                        there.device());
            }
        }
        return onHost;
    }

    private CircuitFunction compiled(DataType type) {
        Precision ofNumbers = type == DataType.DOUBLE ? Precision.DOUBLE : Precision.FLOAT;
        return compiled.computeIfAbsent(node.precision().orElse(ofNumbers), node::compile);
    }
}
