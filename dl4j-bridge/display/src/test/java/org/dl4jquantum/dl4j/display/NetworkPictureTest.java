package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dimension;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.conf.ParallelQuantumLayer;
import org.dl4jquantum.dl4j.display.NetworkLayout.Place;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class NetworkPictureTest {

    @Test
    void aSequence() throws Exception {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(2)
                        .name("filters")
                        .build())
                .layer(new FrozenLayer(new DenseLayer.Builder().nOut(4).build()))
                .layer(Networks.quantum(4, 1).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())
                .setInputType(InputType.convolutional(6, 6, 1))
                .build());
        network.init();
        List<String> texts = Look.at("network-sequence", Pictures.of(network));
        assertTrue(
                texts.containsAll(List.of(
                        "input",
                        "0: filters",
                        "ConvolutionLayer",
                        "layer 1",
                        "DenseLayer, frozen",
                        "QuantumLayer",
                        "4 → 4, identity, 12 parameters",
                        "RY(x0)",
                        "⟨Z⟩",
                        "OutputLayer")),
                texts.toString());
    }

    @Test
    void aGraph() throws Exception {
        Picture picture = Pictures.of(Networks.graph());
        List<String> texts = Look.at("network-graph", picture);
        assertTrue(
                texts.containsAll(List.of("points", "dense", "quantum", "both", "MergeVertex", "out", "RZ(w8)")),
                texts.toString());
        assertTrue(Look.colours(picture.image()).contains(0xefe8fb), "colour of quantum layers");
    }

    @Test
    void severalCircuitsInOneLayer() throws Exception {
        Circuit circuit = Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(BasicEntanglerLayers.layers(1))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ParallelQuantumLayer.Builder()
                        .circuits(5, circuit, PauliZ.onEach(2))
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())
                .setInputType(InputType.feedForward(10))
                .build());
        network.init();
        List<String> texts = Look.at("network-parallel", Pictures.of(network));
        assertTrue(texts.contains("5 circuits, the first 2 are shown"), texts.toString());
    }

    @Test
    void noBoxesOverlapAndLinesPassThemBy() {
        List<NetworkNode> nodes = NetworkNode.of(Networks.graph());
        NetworkLayout layout = new NetworkLayout(nodes, node -> new Dimension(100, 50));
        List<Place> places = layout.places();
        // From the points past the dense and the quantum layer, from the dense past the quantum one.
        assertEquals(nodes.size() + 3, places.size());
        for (Place one : places) {
            assertTrue(one.box.x > 0 && one.box.getMaxX() < layout.width() && one.box.getMaxY() < layout.height());
            for (Place other : places) {
                assertFalse(one != other && one.box.intersects(other.box), one.box + " and " + other.box);
            }
            one.above.forEach(above -> assertTrue(above.box.getMaxY() < one.box.getMinY()));
        }
    }

    @Test
    void whatIsNotInitialisedIsRefused() {
        MultiLayerNetwork sequence = new MultiLayerNetwork(Networks.sequence().getLayerWiseConfigurations());
        String message = assertThrows(IllegalArgumentException.class, () -> Pictures.of(sequence))
                .getMessage();
        assertEquals("network: not initialised; call init() first", message);
        ComputationGraph graph = new ComputationGraph(Networks.graph().getConfiguration());
        assertThrows(IllegalArgumentException.class, () -> Pictures.of(graph));
    }
}
