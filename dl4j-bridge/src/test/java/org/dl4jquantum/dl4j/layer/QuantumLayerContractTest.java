package org.dl4jquantum.dl4j.layer;

import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.observable.Measurement;
import org.junit.jupiter.api.Nested;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The contract, held by layers of every make. */
class QuantumLayerContractTest {

    @Nested
    class WithEncodingAndAnsatz extends LayerContract {
        @Override
        QuantumLayer layer() {
            return TestLayers.weighted().build();
        }
    }

    @Nested
    class WithoutWeights extends LayerContract {
        @Override
        QuantumLayer layer() {
            return TestLayers.weightless().build();
        }
    }

    @Nested
    class WithAmplitudesProbabilitiesAndItsOwnUpdater extends LayerContract {
        @Override
        QuantumLayer layer() {
            return new QuantumLayer.Builder()
                    .encoding(new AmplitudeEncoding(2, 3))
                    .ansatz(RealAmplitudes.repetitions(1))
                    .measure(Measurement.probabilities(1, 0))
                    .updater(new Nesterovs(0.2, 0.9))
                    .l2(1e-4)
                    .build();
        }
    }

    @Nested
    class WithShotsAndActivation extends LayerContract {
        @Override
        QuantumLayer layer() {
            return TestLayers.reuploading()
                    .shots(400)
                    .activation(Activation.TANH)
                    .engine("reference")
                    .build();
        }

        @Override
        QuantumLayer exactLayer() {
            return TestLayers.reuploading().activation(Activation.TANH).build();
        }
    }
}
