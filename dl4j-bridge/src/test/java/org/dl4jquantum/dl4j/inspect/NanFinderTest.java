package org.dl4jquantum.dl4j.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.inspect.NanFinding.Stage;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NanFinderTest {
    private static final int BATCH = 5;

    private static QuantumLayer quantum() {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(2))
                .ansatz(StronglyEntanglingLayers.layers(1))
                .measure(PauliZ.onEach(2))
                .build();
    }

    private static ComputationGraph graph() {
        return TestNetworks.initialized(TestNetworks.graph(TestNetworks.training(DataType.FLOAT), quantum()));
    }

    private static DataSet data() {
        return TestNetworks.data(DataType.FLOAT, BATCH);
    }

    private static NanFinding found(Optional<NanFinding> finding, Stage stage, String layer, String array) {
        NanFinding found = finding.orElseThrow();
        assertEquals(stage, found.stage(), found.toString());
        assertEquals(layer, found.layer(), found.toString());
        assertEquals(array, found.array(), found.toString());
        return found;
    }

    @Test
    void aHealthyNetworkHasNone() {
        ComputationGraph network = graph();
        INDArray before = network.params().dup();
        assertEquals(Optional.empty(), NanFinder.find(network, data()));
        assertEquals(Optional.empty(), NanFinder.find(network, new ListDataSetIterator<>(data().asList(), 2), 3));
        assertEquals(before, network.params());
        MultiLayerNetwork sequence =
                TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(DataType.DOUBLE), quantum()));
        assertEquals(Optional.empty(), NanFinder.find(sequence, TestNetworks.data(DataType.DOUBLE, 2)));
    }

    @Test
    void dataIsLookedAtFirst() {
        DataSet data = data();
        data.getFeatures().putScalar(2, 1, Float.NaN);
        NanFinding found = found(NanFinder.find(graph(), data), Stage.DATA, "", "features");
        assertEquals(1, found.count());
        assertEquals(BATCH * 4, found.length());
        assertTrue(
                found.toString()
                        .startsWith(
                                "iteration 0: the data, \"features\": 1 of 20 numbers are NaN or infinite; look at how"),
                found.toString());
        DataSet labels = data();
        labels.getLabels().putScalar(0, 0, Float.POSITIVE_INFINITY);
        found(NanFinder.find(graph(), labels), Stage.DATA, "", "labels");
    }

    @Test
    void aParameterIsNamed() {
        ComputationGraph network = graph();
        network.getParam("quantum_theta").putScalar(3, Float.NaN);
        NanFinding found = found(NanFinder.find(network, data()), Stage.PARAMETER, "quantum", "theta");
        assertTrue(found.quantum());
        assertTrue(found.toString().contains("of quantum layer \"quantum\": 1 of 6"), found.toString());
    }

    @Test
    void anActivationIsNamed() {
        // exp(exp(200)) is beyond every float.
        MultiLayerNetwork network = TestNetworks.initialized(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new ActivationLayer(new Overflow()))
                .layer(quantum())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(TestNetworks.INPUTS))
                .build());
        NanFinding found = found(NanFinder.find(network, data()), Stage.ACTIVATION, "1", "output");
        assertEquals(2 * BATCH, found.count());
    }

    @Test
    void theLossIsNamed() {
        MultiLayerNetwork network = TestNetworks.initialized(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(1e-3))
                .list()
                .layer(quantum())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build());
        DataSet huge = new DataSet(
                TestNetworks.inputs(DataType.FLOAT, BATCH).getColumns(0, 1),
                TestNetworks.inputs(DataType.FLOAT, BATCH)
                        .getColumns(0)
                        .reshape(BATCH, 1)
                        .muli(1e30));
        // Squares of 1e30 are beyond every float, their slopes are not.
        found(NanFinder.find(network, huge), Stage.LOSS, "1", "score");
    }

    @Test
    void stepsThatExplodeAreFollowed() {
        MultiLayerNetwork network = TestNetworks.initialized(new NeuralNetConfiguration.Builder()
                .updater(new Sgd(1e12))
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(TestNetworks.INPUTS))
                .build());
        NanFinding found = NanFinder.find(network, new ListDataSetIterator<>(data().asList(), BATCH), 20)
                .orElseThrow();
        assertTrue(found.iteration() > 0, found.toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> NanFinder.find(network, new ListDataSetIterator<>(data().asList(), BATCH), 0));
    }
}
