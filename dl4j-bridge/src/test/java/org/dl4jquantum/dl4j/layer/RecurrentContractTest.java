package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.conf.QuantumGRU;
import org.dl4jquantum.dl4j.conf.QuantumLSTM;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Nested;

/** The contract, held by recurrent layers. */
class RecurrentContractTest {

    @Nested
    class Lstm extends LayerContract {
        @Override
        Layer layer() {
            return new QuantumLSTM.Builder()
                    .nOut(2)
                    .encoding(AngleEncoding.ry(2))
                    .ansatz(BasicEntanglerLayers.layers(1))
                    .measure(PauliZ.onEach(2))
                    .build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.SERIES;
        }
    }

    @Nested
    class Gru extends LayerContract {
        @Override
        Layer layer() {
            return new QuantumGRU.Builder()
                    .nIn(2)
                    .nOut(3)
                    .encoding(AngleEncoding.ry(2))
                    .ansatz(BasicEntanglerLayers.layers(1))
                    .measure(PauliZ.on(2, 1))
                    .build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.SERIES;
        }
    }
}
