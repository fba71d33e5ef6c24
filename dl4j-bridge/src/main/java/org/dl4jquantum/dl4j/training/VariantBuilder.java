package org.dl4jquantum.dl4j.training;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jquantum.dl4j.conf.QuantumFeedForwardLayer;
import org.dl4jquantum.dl4j.conf.Weight;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

/** Builds a network anew, from its seed, with something else in place of its quantum layers. */
final class VariantBuilder {
    private final ComputationGraphConfiguration configuration;
    private final List<String> quantum;

    VariantBuilder(Model model) {
        Network network = Network.of(model);
        QuantumParts.required("ablation", network);
        Model copy = network.copy().model();
        ComputationGraph graph =
                copy instanceof MultiLayerNetwork sequence ? sequence.toComputationGraph() : (ComputationGraph) copy;
        Network asGraph = Network.of(graph);
        quantum = QuantumParts.required("ablation", asGraph);
        for (String name : quantum) {
            Layer layer = asGraph.layer(name).conf().getLayer();
            if (!(layer instanceof QuantumFeedForwardLayer rows && rows.mapsRows())) {
                throw new UnsupportedOperationException("ablation: layer \"" + name + "\" is a "
                        + layer.getClass().getSimpleName() + ", only layers from rows to rows can be replaced");
            }
        }
        configuration = graph.getConfiguration();
        // A sequence made a graph forgets its seed.
        configuration
                .getDefaultConfiguration()
                .setSeed(network.layer(network.layers().get(0)).conf().getSeed());
    }

    /** A new network of that kind, untrained. */
    ComputationGraph build(AblationVariant variant) {
        ComputationGraphConfiguration changed = configuration.clone();
        changed.setIterationCount(0);
        changed.setEpochCount(0);
        changed.setTopologicalOrder(null);
        changed.setTopologicalOrderStr(null);
        for (String name : quantum) {
            LayerVertex vertex = (LayerVertex) changed.getVertices().get(name);
            QuantumFeedForwardLayer layer =
                    (QuantumFeedForwardLayer) vertex.getLayerConf().getLayer();
            switch (variant) {
                case FULL -> {}
                case IDENTITY -> replace(vertex, identity(layer));
                case CLASSICAL_TWIN -> twin(changed, name, vertex, layer);
                case NO_ENTANGLEMENT -> layer.changeNodes(VariantBuilder::withoutEntanglement);
            }
        }
        ComputationGraph graph = new ComputationGraph(changed);
        graph.init();
        if (variant == AblationVariant.IDENTITY) {
            quantum.forEach(name -> writeIdentity(graph, name));
        }
        return graph;
    }

    private static void replace(LayerVertex vertex, Layer layer) {
        NeuralNetConfiguration conf = vertex.getLayerConf().clone();
        conf.clearVariables();
        conf.setLayer(layer);
        vertex.setLayerConf(conf);
    }

    private static DenseLayer dense(
            QuantumFeedForwardLayer like, long nIn, long nOut, boolean bias, Activation activation) {
        DenseLayer layer = new DenseLayer.Builder()
                .nIn(nIn)
                .nOut(nOut)
                .hasBias(bias)
                .biasInit(0)
                .weightInit(WeightInit.XAVIER)
                .activation(activation)
                .updater(like.getIUpdater().clone())
                .build();
        layer.setLayerName(like.getLayerName());
        return layer;
    }

    private static Layer identity(QuantumFeedForwardLayer layer) {
        return new FrozenLayerWithBackprop(dense(layer, layer.getNIn(), layer.getNOut(), false, Activation.IDENTITY));
    }

    private static void writeIdentity(ComputationGraph graph, String name) {
        var weights = graph.getParam(name + "_W");
        weights.assign(0);
        for (long i = 0; i < Math.min(weights.size(0), weights.size(1)); i++) {
            weights.put((int) i, (int) i, Nd4j.scalar(weights.dataType(), 1));
        }
    }

    private static void twin(
            ComputationGraphConfiguration changed, String name, LayerVertex vertex, QuantumFeedForwardLayer layer) {
        TwinSize size = TwinSize.closest(
                layer.getNIn(),
                layer.getNOut(),
                layer.weights().stream().mapToLong(Weight::length).sum());
        String below = name + "-twin";
        DenseLayer hidden = dense(layer, layer.getNIn(), size.hidden(), size.hiddenBias(), Activation.TANH);
        hidden.setLayerName(below);
        LayerVertex first = new LayerVertex(vertex.getLayerConf(), vertex.getPreProcessor());
        replace(first, hidden);
        replace(vertex, dense(layer, size.hidden(), layer.getNOut(), size.outputBias(), Activation.TANH));
        vertex.setPreProcessor(null);
        changed.getVertices().put(below, first);
        changed.getVertexInputs().put(below, changed.getVertexInputs().get(name));
        changed.getVertexInputs().put(name, List.of(below));
    }

    private static QuantumNode withoutEntanglement(QuantumNode node) {
        Circuit circuit = node.circuit();
        List<Operation> single = circuit.operations().stream()
                .filter(operation -> operation.qubits().size() == 1)
                .toList();
        Circuit product = new Circuit(
                circuit.numQubits(), circuit.numInputs(), circuit.numWeights(), circuit.numAmplitudes(), single);
        return node.withCircuit(product);
    }
}
