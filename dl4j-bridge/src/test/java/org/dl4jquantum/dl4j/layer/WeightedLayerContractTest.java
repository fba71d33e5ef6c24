package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.conf.DataReuploadingLayer;
import org.dl4jquantum.dl4j.conf.DressedQuantumLayer;
import org.dl4jquantum.dl4j.conf.ParallelQuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Nested;
import org.nd4j.linalg.activations.Activation;

/** The contract, held by layers of rows. */
class WeightedLayerContractTest {
    private static final Circuit WIDE = Circuit.builder(2)
            .add(AngleEncoding.ry(2))
            .add(BasicEntanglerLayers.layers(1))
            .build();
    private static final Circuit NARROW = Circuit.builder(1)
            .add(AngleEncoding.rx(1))
            .add(StronglyEntanglingLayers.layers(1))
            .build();

    @Nested
    class Dressed extends LayerContract {
        @Override
        Layer layer() {
            return new DressedQuantumLayer.Builder()
                    .nOut(3)
                    .encoding(AngleEncoding.ry(2))
                    .ansatz(BasicEntanglerLayers.layers(1))
                    .measure(PauliZ.onEach(2))
                    .build();
        }
    }

    @Nested
    class DressedWithoutCircuitWeights extends LayerContract {
        @Override
        Layer layer() {
            return new DressedQuantumLayer.Builder()
                    .nIn(5)
                    .nOut(2)
                    .encoding(AngleEncoding.ry(2))
                    .measure(Measurement.probabilities(1, 0))
                    .activation(Activation.TANH)
                    .weightInit(WeightInit.NORMAL)
                    .build();
        }
    }

    @Nested
    class DataReuploading extends LayerContract {
        @Override
        Layer layer() {
            return new DataReuploadingLayer.Builder()
                    .inputs(4)
                    .qubits(2)
                    .layers(2)
                    .build();
        }
    }

    @Nested
    class ParallelWithInputsOfTheirOwn extends LayerContract {
        @Override
        Layer layer() {
            return new ParallelQuantumLayer.Builder()
                    .circuit(WIDE, PauliZ.onEach(2))
                    .circuit(NARROW, Measurement.probabilities(0))
                    .circuit(WIDE, PauliZ.on(2, 1))
                    .build();
        }
    }

    @Nested
    class ParallelOnSharedInputs extends LayerContract {
        @Override
        Layer layer() {
            return new ParallelQuantumLayer.Builder()
                    .circuits(3, WIDE, PauliZ.onEach(2))
                    .sharedInputs(true)
                    .build();
        }
    }
}
