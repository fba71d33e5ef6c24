package org.dl4jquantum.dl4j.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.dl4jquantum.dl4j.conf.QuantumLSTM;
import org.dl4jquantum.dl4j.conf.QuantumOutputLayer;
import org.dl4jquantum.dl4j.conf.QuanvolutionLayer;
import org.dl4jquantum.dl4j.ui.record.LayerInfo;
import org.dl4jquantum.dl4j.ui.record.LayerStats;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.TrainingUpdate;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers of sequences and images, outputs at the end, and graphs of several inputs. */
class LayerKindsTest {
    private static final int BATCH = 3;

    private final InMemoryStatsStorage storage = new InMemoryStatsStorage();
    private final QuantumStatsListener listener = new QuantumStatsListener(storage, "s", "w", 1);

    private static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1));
    }

    private static INDArray inputs(long... shape) {
        long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return Nd4j.linspace(-1, 1, size, DataType.DOUBLE).reshape(shape);
    }

    private LayerInfo info() {
        NetworkInfo info = (NetworkInfo) storage.getStaticInfo("s", NetworkInfo.TYPE_ID, "w");
        return info.layers().get(0);
    }

    private TrainingUpdate update() {
        return (TrainingUpdate) storage.getLatestUpdate("s", NetworkInfo.TYPE_ID, "w");
    }

    @Test
    void gatesOfRecurrentLayersHaveEqualCircuits() {
        MultiLayerNetwork network = new MultiLayerNetwork(settings()
                .list()
                .layer(new QuantumLSTM.Builder()
                        .nOut(5)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(StronglyEntanglingLayers.layers(1))
                        .measure(PauliZ.onEach(2))
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2))
                .build());
        network.init();
        network.setListeners(listener);
        INDArray series = inputs(BATCH, 2, 4);
        INDArray outputs = network.feedForward(series, true).get(1);
        network.fit(series, inputs(BATCH, 1, 4));
        assertEquals("QuantumLSTM", info().type());
        assertEquals(
                List.of(4L),
                info().circuits().stream().map(LayerInfo.Circuit::copies).toList());
        assertEquals(4 * 2 * 3, info().numWeights());
        LayerStats layer = update().layers().get(0);
        assertEquals(5, layer.outputMeans().size());
        assertEquals(outputs.mean(0, 2).getDouble(3), layer.outputMeans().get(3), 1e-9);
        assertEquals(
                outputs.std(false, 0, 2).getDouble(3), layer.outputDeviations().get(3), 1e-9);
        assertTrue(layer.gradientNorm() > 0);
        assertTrue(update().figures().classicalNorm() > 0);
    }

    @Test
    void layersAtTheEndOfANetworkHaveNoOutputs() {
        Circuit patch = Circuit.builder(4)
                .add(AngleEncoding.ry(4))
                .add(StronglyEntanglingLayers.layers(1))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(settings()
                .list()
                .layer(new QuanvolutionLayer.Builder(2, 2)
                        .stride(2, 2)
                        .circuit(patch, PauliZ.onEach(4))
                        .build())
                .layer(TestNetworks.dense(3))
                .layer(new QuantumOutputLayer.Builder()
                        .classes(2)
                        .encoding(AngleEncoding.ry(3))
                        .ansatz(StronglyEntanglingLayers.layers(1))
                        .build())
                .setInputType(InputType.convolutional(4, 4, 1))
                .build());
        network.init();
        network.setListeners(listener);
        INDArray images = inputs(BATCH, 1, 4, 4);
        INDArray outputs = network.feedForward(images, true).get(1);
        INDArray classes = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}});
        network.fit(images, classes);
        LayerStats first = update().layers().get(0);
        assertEquals(outputs.mean(0, 2, 3).getDouble(2), first.outputMeans().get(2), 1e-9);
        LayerStats last = update().layers().get(1);
        assertEquals(List.of(), last.outputMeans());
        assertTrue(last.gradientNorm() > 0);
    }

    @Test
    void graphsMayHaveSeveralInputsAndOutputs() {
        ComputationGraph network = new ComputationGraph(settings()
                .graphBuilder()
                .addInputs("a", "b")
                .addLayer("quantum", TestNetworks.quantum(3), "a")
                .addVertex("both", new MergeVertex(), "quantum", "b")
                .addLayer("left", TestNetworks.output(), "both")
                .addLayer("right", TestNetworks.output(), "both")
                .setOutputs("left", "right")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(2))
                .build());
        network.init();
        network.setListeners(listener);
        INDArray classes = Nd4j.ones(DataType.DOUBLE, BATCH, 2).div(2);
        network.fit(new INDArray[] {inputs(BATCH, 3), inputs(BATCH, 2)}, new INDArray[] {classes, classes});
        assertEquals("quantum", info().name());
        assertEquals(3, update().layers().get(0).outputMeans().size());
    }

    @Test
    void manyOutputsAreCut() {
        LayerReader reader = new LayerReader("q", TestNetworks.graph().getLayer("first"));
        reader.outputs(inputs(2, 40));
        assertEquals(
                LayerReader.MOST_OUTPUTS, reader.stats(1, true).outputMeans().size());
    }
}
