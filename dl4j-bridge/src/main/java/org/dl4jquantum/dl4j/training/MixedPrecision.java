package org.dl4jquantum.dl4j.training;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.sim.math.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Trains a HALF or FLOAT network whose circuits are computed in double. The gradient of the loss is multiplied by a scale S
 * on its way down, so that small gradients do not vanish, and divided by S in FLOAT; where a gradient overflows the step
 * is skipped and S halved, after many good steps it is doubled. A HALF network keeps FLOAT copies of its parameters and
 * the updater's state in FLOAT, as steps too small for HALF would be lost. P. Micikevicius et al., "Mixed precision
 * training" (arXiv:1710.03740).
 *
 * <p>Trained is a copy, {@link #model}; {@link #master} is what to save, with the state of its updater.
 */
public final class MixedPrecision {
    private static final double FIRST_SCALE = 1024;
    private static final double LARGEST_SCALE = 0x1p24;
    /** Good steps after which the scale is doubled. */
    private static final int GROWTH_INTERVAL = 200;

    private final Network network;
    private final Network master;
    private final BaseOutputLayer output;
    private double scale = FIRST_SCALE;
    private int goodSteps;
    private int skipped;

    /**
     * A copy of a network, made ready.
     *
     * @param model an initialised network of HALF or FLOAT with a QuantumLayer, and an ordinary output layer
     * @throws IllegalArgumentException if the network is not initialised, has no quantum layer, is of another type, or
     *     an updater's epsilon is 0 in HALF
     * @throws UnsupportedOperationException if the precision of a quantum layer, or the loss, cannot be set
     */
    public MixedPrecision(Model model) {
        Network given = Network.of(model);
        QuantumParts.required("mixed precision", given);
        DataType type = given.dataType();
        if (type != DataType.FLOAT16 && type != DataType.FLOAT) {
            throw new IllegalArgumentException(
                    "mixed precision: network of type " + type + ", HALF or FLOAT is needed");
        }
        if (type == DataType.FLOAT16) {
            Epsilons.checkForHalf(given);
        }
        network = QuantumParts.withNodes("mixed precision", given, node -> node.withPrecision(Precision.DOUBLE));
        master = type == DataType.FLOAT16 ? inFloat(network) : network;
        String last = network.layers().get(network.layers().size() - 1);
        Layer layer = network.layer(last).conf().getLayer();
        if (!(layer instanceof BaseOutputLayer plain)) {
            throw new UnsupportedOperationException("mixed precision: layer \"" + last + "\" is a "
                    + layer.getClass().getSimpleName() + ", whose loss cannot be scaled; use OutputLayer");
        }
        output = plain;
    }

    private static Network inFloat(Network half) {
        Network converted = Network.of(
                half.model() instanceof ComputationGraph graph
                        ? graph.convertDataType(DataType.FLOAT)
                        : ((MultiLayerNetwork) half.model()).convertDataType(DataType.FLOAT));
        converted.setIteration(half.iteration());
        return converted;
    }

    /** The network that is trained: its outputs, scores and listeners are those of training. */
    public Model model() {
        return network.model();
    }

    /** The same in FLOAT, with the state of the updater. */
    public Model master() {
        return master.model();
    }

    /** The present scale S. */
    public double scale() {
        return scale;
    }

    /** Steps skipped because a gradient overflowed. */
    public int skippedSteps() {
        return skipped;
    }

    /**
     * One training step, or none where a gradient overflows.
     *
     * @return whether the step was taken
     * @throws IllegalStateException if a gradient is not finite at scale 1 either
     */
    public boolean fit(DataSet data) {
        INDArray gradient = scaledGradient(data);
        if (gradient.isNaN().any() || gradient.isInfinite().any()) {
            if (scale <= 1) {
                throw new IllegalStateException("mixed precision: gradient not finite without scaling, at iteration "
                        + network.iteration() + "; lower the learning rate, or train in FLOAT");
            }
            scale /= 2;
            goodSteps = 0;
            skipped++;
            return false;
        }
        INDArray view = master.gradientView();
        view.assign(gradient.divi(scale).reshape(view.shape()));
        master.update(data.numExamples());
        if (master != network) {
            INDArray params = network.model().params();
            params.assign(master.model().params().castTo(params.dataType()).reshape(params.shape()));
            network.setIteration(master.iteration());
            network.listeners()
                    .forEach(listener ->
                            listener.iterationDone(network.model(), network.iteration() - 1, network.epoch()));
        }
        goodSteps++;
        if (goodSteps % GROWTH_INTERVAL == 0) {
            scale = Math.min(2 * scale, LARGEST_SCALE);
        }
        return true;
    }

    private INDArray scaledGradient(DataSet data) {
        ILossFunction loss = output.getLossFn();
        output.setLossFn(new ScaledLoss(loss, scale));
        try {
            network.computeGradient(data);
        } finally {
            output.setLossFn(loss);
        }
        INDArray view = network.gradientView();
        return view.dataType() == DataType.FLOAT ? view.dup() : view.castTo(DataType.FLOAT);
    }
}
