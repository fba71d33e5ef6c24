package org.dl4jquantum.dl4j.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A {@link FunctionLayer} with circuits in its function. */
abstract class BankLayer<C extends org.deeplearning4j.nn.conf.layers.BaseLayer> extends FunctionLayer<C>
        implements RunsCircuits {
    private static final long serialVersionUID = 1;

    BankLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** The circuits inside. */
    abstract CircuitBank bank();

    @Override
    public String engineName() {
        return bank().engineName(dataType);
    }

    @Override
    public long circuitNanos() {
        return bank().nanos();
    }

    @Override
    public long storedBytes() {
        return bank().storedBytes();
    }

    @Override
    public List<CircuitPlace> circuitPlaces() {
        return bank().places();
    }

    @Override
    public void watch(CircuitWatcher watcher) {
        bank().watch(0, watcher);
    }

    @Override
    public void clear() {
        super.clear();
        bank().release();
    }
}
