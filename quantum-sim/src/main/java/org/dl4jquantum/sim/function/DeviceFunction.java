package org.dl4jquantum.sim.function;

import org.dl4jquantum.sim.engine.DeviceProgram;
import org.dl4jquantum.sim.engine.DevicePullback;
import org.dl4jquantum.sim.math.DeviceView;

/**
 * A {@link CircuitFunction} of arrays in the memory of the engine's device. Exact, and differentiated by the engine. Safe to
 * use from several threads. Streams are as {@link DeviceProgram} says.
 */
public final class DeviceFunction {
    private final QuantumNode node;
    private final DeviceProgram program;
    private final StatesFit fit;

    /** Whether the states of so many samples are to be kept. */
    interface StatesFit {
        boolean keeps(int batch);
    }

    DeviceFunction(QuantumNode node, DeviceProgram program, StatesFit fit) {
        this.node = node;
        this.program = program;
        this.fit = fit;
    }

    /** Number of the device where arrays have to lie, in its driver's order. */
    public int device() {
        return program.device();
    }

    /**
     * Whether a call of so many samples is to run here; else, and where it fails here under {@code auto}, it is one for
     * {@link CircuitFunction}.
     *
     * @param gradient whether a gradient is to follow
     */
    public boolean pays(int batch, boolean gradient) {
        return program.pays(batch, gradient);
    }

    /**
     * Computes y.
     *
     * @param inputs x, [batch, numInputs]
     * @param weights w, [1, numWeights]
     * @param outputs y, [batch, numOutputs], written
     * @throws IllegalArgumentException if a shape does not fit, or a number is NaN or infinite
     */
    public void forward(DeviceView inputs, DeviceView weights, DeviceView outputs, long stream) {
        checkArguments(inputs, weights);
        checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        program.forward(inputs, weights, outputs, stream);
    }

    /**
     * Computes y, and stores states where the node's {@link MemoryMode} says so, for the gradient afterwards.
     *
     * @return to be closed after use; has inputs and weights as they are now
     * @throws IllegalArgumentException as {@link #forward} does
     */
    public DevicePullback differentiate(DeviceView inputs, DeviceView weights, DeviceView outputs, long stream) {
        checkArguments(inputs, weights);
        checkShape("outputs", outputs, inputs.rows(), node.numOutputs());
        int batch = inputs.rows();
        return new Checked(program.differentiate(inputs, weights, outputs, fit.keeps(batch), stream), batch);
    }

    /**
     * Computes {@code dL/dx} and {@code dL/dw} for {@code dL/dy} given.
     *
     * @param outputCotangent {@code dL/dy}, [batch, numOutputs]
     * @param inputGradient {@code dL/dx}, [batch, numInputs], written
     * @param weightGradient {@code dL/dw}, [1, numWeights], summed over the batch, written
     * @throws IllegalArgumentException as {@link #forward} does
     */
    public void backward(
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream) {
        checkArguments(inputs, weights);
        checkGradients(inputs.rows(), outputCotangent, inputGradient, weightGradient);
        program.backward(inputs, weights, outputCotangent, inputGradient, weightGradient, stream);
    }

    private void checkArguments(DeviceView inputs, DeviceView weights) {
        checkShape("inputs", inputs, inputs.rows(), node.numInputs());
        checkShape("weights", weights, 1, node.numWeights());
    }

    private void checkGradients(
            int batch, DeviceView outputCotangent, DeviceView inputGradient, DeviceView weightGradient) {
        checkShape("output cotangent", outputCotangent, batch, node.numOutputs());
        checkShape("input gradient", inputGradient, batch, node.numInputs());
        checkShape("weight gradient", weightGradient, 1, node.numWeights());
    }

    private static void checkShape(String subject, DeviceView view, int rows, int columns) {
        Arguments.checkShape(subject, view.rows(), view.columns(), rows, columns);
    }

    private final class Checked implements DevicePullback {
        private final DevicePullback pullback;
        private final int batch;

        Checked(DevicePullback pullback, int batch) {
            this.pullback = pullback;
            this.batch = batch;
        }

        @Override
        public boolean isAt(DeviceView inputs, DeviceView weights, long stream) {
            checkArguments(inputs, weights);
            return inputs.rows() == batch && pullback.isAt(inputs, weights, stream);
        }

        @Override
        public void backward(
                DeviceView outputCotangent, DeviceView inputGradient, DeviceView weightGradient, long stream) {
            checkGradients(batch, outputCotangent, inputGradient, weightGradient);
            pullback.backward(outputCotangent, inputGradient, weightGradient, stream);
        }

        @Override
        public long bytesHeld() {
            return pullback.bytesHeld();
        }

        @Override
        public void close() {
            pullback.close();
        }
    }
}
