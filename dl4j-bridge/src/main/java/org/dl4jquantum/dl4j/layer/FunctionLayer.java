package org.dl4jquantum.dl4j.layer;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer that is a differentiable function {@code y = activation(f(x, w))} of its inputs and parameters. What DL4J asks
 * of every layer is here: dropout, weight noise, masks, workspaces, activation; a subclass has f and its gradient.
 */
abstract class FunctionLayer<C extends org.deeplearning4j.nn.conf.layers.BaseLayer> extends BaseLayer<C> {
    private static final long serialVersionUID = 1;

    FunctionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** The shape of inputs that fit, "batch" and the like for sizes that may vary; null where it fits. */
    abstract String misfit(INDArray x);

    /** Computes {@code z = f(x, w)}. */
    abstract INDArray forward(INDArray x, Pass pass);

    /** Computes {@code dL/dx} for {@code dL/dz}, and writes, or adds to, the gradients of the parameters. */
    abstract INDArray backward(INDArray x, INDArray dz, Pass pass);

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaceMgr);
        INDArray y = computed(pass(training, workspaceMgr, ArrayType.ACTIVATIONS));
        if (!activationIsIdentity()) {
            y = layerConf().getActivationFn().getActivation(y, training);
        }
        maskResult(y);
        return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, y);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        applyDropOutIfNecessary(true, workspaceMgr);
        maskResult(epsilon);
        Pass pass = pass(true, workspaceMgr, ArrayType.BP_WORKING_MEM);
        INDArray dz = epsilon;
        if (!activationIsIdentity()) {
            dz = layerConf().getActivationFn().backprop(computed(pass), epsilon).getFirst();
        }
        INDArray dx;
        try {
            dx = backward(typedInput(), dz, pass);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
        Gradient gradient = new DefaultGradient();
        conf.variables().forEach(key -> gradient.gradientForVariable().put(key, pass.gradient(key)));
        clearNoiseWeightParams();
        return new Pair<>(gradient, workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, backpropDropOutIfPresent(dx)));
    }

    private INDArray computed(Pass pass) {
        String needed = misfit(input);
        if (needed != null) {
            throw invalid("input of shape " + Arrays.toString(input.shape()) + " received, " + needed + " needed");
        }
        try {
            return forward(typedInput(), pass);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private Pass pass(boolean training, LayerWorkspaceMgr workspaceMgr, ArrayType results) {
        return new Pass(
                dataType,
                key -> params.containsKey(key) ? getParamWithNoise(key, training, workspaceMgr) : Nd4j.empty(dataType),
                gradientViews == null ? Map.of() : gradientViews,
                training ? getIterationCount() : RandomKey.INFERENCE,
                workspaceMgr,
                results);
    }

    /** Puts zeros where examples are masked; arrays are results, or their gradients. */
    void maskResult(INDArray array) {
        if (maskArray != null) {
            applyMask(array);
        }
    }

    /** For gradients that are added to. */
    final void clearGradients() {
        gradientsFlattened.assign(0);
    }

    /** The misfit of what should be rows of one size. */
    static String rowsMisfit(INDArray x, long size) {
        return x.rank() == 2 && x.size(1) == size ? null : "[batch, " + size + "]";
    }

    private DL4JInvalidInputException invalid(String message) {
        return new DL4JInvalidInputException(layerConf().getClass().getSimpleName() + ": " + message + " " + layerId());
    }

    private INDArray typedInput() {
        return input.castTo(dataType);
    }

    private boolean activationIsIdentity() {
        return layerConf().getActivationFn() instanceof ActivationIdentity;
    }

    @Override
    public void clearNoiseWeightParams() {
        weightNoiseParams.clear();
    }
}
