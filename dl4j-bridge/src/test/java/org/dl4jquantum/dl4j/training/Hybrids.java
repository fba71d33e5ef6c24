package org.dl4jquantum.dl4j.training;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** Networks for the tests of training helpers. */
final class Hybrids {
    private Hybrids() {}

    static ComputationGraph graph(DataType type) {
        return graph(type, new Adam(0.02));
    }

    static ComputationGraph graph(DataType type, IUpdater updater) {
        return TestNetworks.initialized(TestNetworks.graph(
                TestNetworks.training(type).updater(updater),
                TestLayers.weighted().build()));
    }

    static MultiLayerNetwork sequence(DataType type) {
        return sequence(type, new Adam(0.02));
    }

    static MultiLayerNetwork sequence(DataType type, IUpdater updater) {
        return TestNetworks.initialized(TestNetworks.sequence(
                TestNetworks.training(type).updater(updater),
                TestLayers.weighted().build()));
    }

    /** One network of each kind. */
    static List<Model> both(DataType type) {
        return List.of(graph(type), sequence(type));
    }

    /** Without a quantum layer. */
    static MultiLayerNetwork classical() {
        return TestNetworks.initialized(TestNetworks.training(DataType.FLOAT)
                .list()
                .layer(TestNetworks.before(TestLayers.weighted().build()))
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(TestNetworks.INPUTS))
                .build());
    }

    static MultiLayerNetwork uninitialized() {
        NeuralNetConfiguration.Builder settings = TestNetworks.training(DataType.FLOAT);
        return new MultiLayerNetwork(
                TestNetworks.sequence(settings, TestLayers.weighted().build()));
    }
}
