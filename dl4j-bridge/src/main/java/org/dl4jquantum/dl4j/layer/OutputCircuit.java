package org.dl4jquantum.dl4j.layer;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.conf.QuantumOutputLayer;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link QuantumOutputLayer} at work inside a network. */
public final class OutputCircuit extends BaseOutputLayer<QuantumOutputLayer> implements RunsCircuits {
    private static final long serialVersionUID = 1;

    private final transient CircuitBank bank;

    /**
     * A layer for a configuration.
     *
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public OutputCircuit(NeuralNetConfiguration conf, DataType dataType, int layerIndex) {
        super(conf, dataType);
        bank = new CircuitBank(
                List.of(layerConf().getNode()),
                CircuitParamInitializer.THETA,
                false,
                conf.getSeed(),
                layerIndex,
                dataType);
    }

    @Override
    public String engineName() {
        return bank.engineName(dataType);
    }

    @Override
    public long circuitNanos() {
        return bank.nanos();
    }

    @Override
    public void watch(CircuitWatcher watcher) {
        bank.watch(0, watcher);
    }

    @Override
    public long storedBytes() {
        return bank.storedBytes();
    }

    @Override
    public List<CircuitPlace> circuitPlaces() {
        return bank.places();
    }

    @Override
    public void clear() {
        super.clear();
        bank.release();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    protected INDArray getLabels2d(LayerWorkspaceMgr workspaceMgr, ArrayType arrayType) {
        return labels.castTo(dataType);
    }

    /** {@code y = p G + e / C}; called for outputs, scores and gradients alike. */
    @Override
    protected INDArray preOutput(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        if (input.rank() != 2 || input.size(1) != layerConf().getNIn()) {
            throw invalid("input of shape " + Arrays.toString(input.shape()) + " received, [batch, "
                    + layerConf().getNIn() + "] needed");
        }
        INDArray p = Nd4j.createUninitialized(dataType, input.size(0), bank.numOutputs());
        try {
            bank.forward(input.castTo(dataType), theta(training, workspaceMgr), p, iteration(training));
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
        INDArray y = p.mmul(classes()).addi(layerConf().getLost() / layerConf().getNOut());
        return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, y);
    }

    private INDArray theta(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return params.isEmpty()
                ? Nd4j.empty(dataType)
                : getParamWithNoise(CircuitParamInitializer.THETA, training, workspaceMgr);
    }

    private long iteration(boolean training) {
        return training ? getIterationCount() : RandomKey.INFERENCE;
    }

    /** G [outcomes, classes]: what an outcome counts for each class. */
    private INDArray classes() {
        INDArray classes = Nd4j.zeros(dataType, bank.numOutputs(), layerConf().getNOut());
        for (int outcome = 0; outcome < bank.numOutputs(); outcome++) {
            classes.putScalar(
                    outcome, outcome % layerConf().getNOut(), 1 - layerConf().getLost());
        }
        return classes;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray y = preOutput(true, workspaceMgr);
        INDArray dy = layerConf()
                .getLossFn()
                .computeGradient(
                        getLabels2d(workspaceMgr, ArrayType.BP_WORKING_MEM),
                        y,
                        layerConf().getActivationFn(),
                        maskArray);
        INDArray dp = dy.mmul(classes().transpose());
        INDArray dx = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
        Gradient gradient = new DefaultGradient();
        INDArray dTheta = Nd4j.empty(dataType);
        if (!params.isEmpty()) {
            dTheta = gradientViews.get(CircuitParamInitializer.THETA);
            gradient.gradientForVariable().put(CircuitParamInitializer.THETA, dTheta);
        }
        bank.backward(input.castTo(dataType), theta(true, workspaceMgr), dp, dx, dTheta, iteration(true));
        // As in DL4J's output layers, weight noise is kept: the score is computed after this.
        return new Pair<>(gradient, backpropDropOutIfPresent(dx));
    }

    private DL4JInvalidInputException invalid(String message) {
        return new DL4JInvalidInputException("QuantumOutputLayer: " + message + " " + layerId());
    }
}
