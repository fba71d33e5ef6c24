package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.dl4jquantum.dl4j.conf.QuantumConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Circuits alone, one or several side by side, at work inside a network: y are their outputs. */
public final class CircuitLayer extends BankLayer<FeedForwardLayer> {
    private static final long serialVersionUID = 1;

    private final transient CircuitBank bank;

    /**
     * A layer for a configuration.
     *
     * @param shared whether every circuit reads all inputs; otherwise each has its own
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with a circuit
     */
    public CircuitLayer(NeuralNetConfiguration conf, boolean shared, DataType dataType, int layerIndex) {
        super(conf, dataType);
        QuantumConfiguration configuration = (QuantumConfiguration) conf.getLayer();
        bank = new CircuitBank(
                configuration.circuits(), CircuitParamInitializer.THETA, shared, conf.getSeed(), layerIndex, dataType);
    }

    @Override
    CircuitBank bank() {
        return bank;
    }

    @Override
    String misfit(INDArray x) {
        return rowsMisfit(x, layerConf().getNIn());
    }

    @Override
    INDArray forward(INDArray x, Pass pass) {
        INDArray y = pass.result(x.size(0), bank.numOutputs());
        bank.forward(x, pass.weight(CircuitParamInitializer.THETA), y, pass.iteration());
        return y;
    }

    @Override
    INDArray backward(INDArray x, INDArray dz, Pass pass) {
        INDArray dx = pass.inputGradient(x.shape());
        INDArray dTheta = pass.gradients().getOrDefault(CircuitParamInitializer.THETA, Nd4j.empty(pass.type()));
        bank.backward(x, pass.weight(CircuitParamInitializer.THETA), dz, dx, dTheta, pass.iteration());
        return dx;
    }
}
