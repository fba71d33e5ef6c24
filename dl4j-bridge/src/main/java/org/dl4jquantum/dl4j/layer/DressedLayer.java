package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.conf.DressedQuantumLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link DressedQuantumLayer} at work inside a network. */
public final class DressedLayer extends BankLayer<DressedQuantumLayer> {
    private static final long serialVersionUID = 1;

    private final transient DressedCircuits dressed;

    /**
     * A layer for a configuration.
     *
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public DressedLayer(NeuralNetConfiguration conf, DataType dataType, int layerIndex) {
        super(conf, dataType);
        dressed = new DressedCircuits(layerConf().dressing(), conf.getSeed(), layerIndex, dataType);
    }

    @Override
    CircuitBank bank() {
        return dressed.bank();
    }

    @Override
    String misfit(INDArray x) {
        return rowsMisfit(x, layerConf().getNIn());
    }

    @Override
    INDArray forward(INDArray x, Pass pass) {
        return dressed.forward(x, pass).z();
    }

    @Override
    INDArray backward(INDArray x, INDArray dz, Pass pass) {
        clearGradients();
        return dressed.backward(dressed.forward(x, pass), dz, pass);
    }
}
