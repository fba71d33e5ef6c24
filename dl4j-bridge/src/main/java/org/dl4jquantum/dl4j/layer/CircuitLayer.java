package org.dl4jquantum.dl4j.layer;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link QuantumLayer} at work inside a network. */
public final class CircuitLayer extends BaseLayer<QuantumLayer> {
    private static final long serialVersionUID = 1;
    /** Spreads the network's seed over its layers: an odd constant near 2^64 over the golden ratio. */
    private static final long SEED_SPREAD = 0x9E3779B97F4A7C15L;

    private final transient HybridFunction function;
    private final LongAdder nanos = new LongAdder();

    /**
     * A layer for a configuration.
     *
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public CircuitLayer(NeuralNetConfiguration conf, DataType dataType, int layerIndex) {
        super(conf, dataType);
        QuantumNode node = ((QuantumLayer) conf.getLayer()).getNode();
        function = new HybridFunction(node.withShots(node.shots(), conf.getSeed() + SEED_SPREAD * (layerIndex + 1)));
        function.engineName(dataType);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    /** The engine that runs the circuit: the one that "auto" chose. */
    public String engineName() {
        return function.engineName(dataType);
    }

    /** Time spent in the circuit since the layer was made, in nanoseconds, forward and backward passes together. */
    public long circuitNanos() {
        return nanos.sum();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        INDArray y = measured(training, workspaceMgr, ArrayType.ACTIVATIONS);
        if (!activationIsIdentity()) {
            y = layerConf().getActivationFn().getActivation(y, training);
        }
        if (maskArray != null) {
            applyMask(y);
        }
        return y;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        applyDropOutIfNecessary(true, workspaceMgr);
        if (maskArray != null) {
            applyMask(epsilon);
        }
        INDArray dy = epsilon;
        if (!activationIsIdentity()) {
            INDArray z = measured(true, workspaceMgr, ArrayType.BP_WORKING_MEM);
            dy = layerConf().getActivationFn().backprop(z, epsilon).getFirst();
        }
        INDArray dx = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Gradient gradient = new DefaultGradient();
        INDArray dw = Nd4j.empty(dataType);
        if (hasWeights()) {
            // The updater reads the network's gradient view: what is written there is what is learned.
            dw = gradientViews.get(CircuitParamInitializer.THETA);
            gradient.gradientForVariable().put(CircuitParamInitializer.THETA, dw);
        }
        long start = System.nanoTime();
        try {
            function.backward(typedInput(), weights(true, workspaceMgr), dy, dx, dw, getIterationCount());
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        nanos.add(System.nanoTime() - start);
        weightNoiseParams.clear();
        return new Pair<>(gradient, backpropDropOutIfPresent(dx));
    }

    private INDArray measured(boolean training, LayerWorkspaceMgr workspaceMgr, ArrayType kind) {
        checkInput();
        INDArray y = workspaceMgr.createUninitialized(
                kind, dataType, new long[] {input.size(0), layerConf().getNOut()}, 'c');
        long iteration = training ? getIterationCount() : RandomKey.INFERENCE;
        long start = System.nanoTime();
        try {
            function.forward(typedInput(), weights(training, workspaceMgr), y, iteration);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        nanos.add(System.nanoTime() - start);
        return y;
    }

    private void checkInput() {
        if (input.rank() != 2 || input.size(1) != layerConf().getNIn()) {
            throw new DL4JInvalidInputException("QuantumLayer: input of shape " + Arrays.toString(input.shape())
                    + " received, [batch, " + layerConf().getNIn() + "] needed " + layerId());
        }
    }

    private DL4JInvalidInputException invalid(IllegalArgumentException cause) {
        return new DL4JInvalidInputException("QuantumLayer: " + cause.getMessage() + " " + layerId());
    }

    private INDArray typedInput() {
        return input.castTo(dataType);
    }

    private boolean hasWeights() {
        return function.node().numWeights() > 0;
    }

    private INDArray weights(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return hasWeights()
                ? getParamWithNoise(CircuitParamInitializer.THETA, training, workspaceMgr)
                : Nd4j.empty(dataType);
    }

    private boolean activationIsIdentity() {
        return layerConf().getActivationFn() instanceof ActivationIdentity;
    }

    @Override
    public void clearNoiseWeightParams() {
        weightNoiseParams.clear();
    }
}
