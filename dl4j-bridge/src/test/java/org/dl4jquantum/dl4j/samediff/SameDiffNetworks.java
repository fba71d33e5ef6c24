package org.dl4jquantum.dl4j.samediff;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SDVertexParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaVertex;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.layer.op.QuantumOps;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A circuit as SameDiff operation inside each of DL4J's SameDiff classes, with a dense layer below. */
final class SameDiffNetworks {
    /** Who wraps the circuit. */
    enum Wrapper {
        LAYER,
        LAMBDA_LAYER,
        VERTEX,
        LAMBDA_VERTEX
    }

    private SameDiffNetworks() {}

    /**
     * A graph whose part "quantum" is wrapped.
     *
     * @param corrected whether the part ends as {@link QuantumOps#insideDl4jLayer} says
     */
    static ComputationGraph graph(Wrapper wrapper, boolean corrected) {
        boolean weighted = wrapper == Wrapper.LAYER || wrapper == Wrapper.VERTEX;
        QuantumNode node = node(weighted);
        DenseLayer below = new DenseLayer.Builder()
                .nOut(node.numInputs())
                .activation(Activation.TANH)
                .build();
        GraphBuilder graph =
                TestNetworks.checking().graphBuilder().addInputs("in").addLayer("dense", below, "in");
        switch (wrapper) {
            case LAYER -> graph.addLayer("quantum", new Layer(corrected), "dense");
            case LAMBDA_LAYER -> graph.addLayer("quantum", new LambdaLayer(corrected), "dense");
            case VERTEX -> graph.addVertex("quantum", new Vertex(corrected), "dense");
            case LAMBDA_VERTEX -> graph.addVertex("quantum", new LambdaVertex(corrected), "dense");
        }
        return TestNetworks.initialized(graph.addLayer("out", TestNetworks.output(), "quantum")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(TestNetworks.INPUTS))
                .build());
    }

    static QuantumNode node(boolean weighted) {
        return weighted ? TestNodes.weighted() : TestNodes.weightless();
    }

    private static SDVariable circuit(
            SameDiff graph, SDVariable x, Map<String, SDVariable> weights, boolean corrected) {
        SDVariable y = weights.isEmpty()
                ? QuantumOps.circuit(graph, "measured", node(false), x)
                : QuantumOps.circuit(graph, "measured", node(true), x, weights.get("theta"));
        return corrected ? QuantumOps.insideDl4jLayer(y) : y;
    }

    private static void start(Map<String, INDArray> params) {
        INDArray theta = params.get("theta");
        theta.assign(Numbers.of(3, theta.dataType(), theta.shape()));
    }

    static final class Layer extends SameDiffLayer {
        private static final long serialVersionUID = 1;
        private final boolean corrected;

        Layer(boolean corrected) {
            this.corrected = corrected;
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType inputType) {
            return InputType.feedForward(node(true).numOutputs());
        }

        @Override
        public void defineParameters(SDLayerParams params) {
            params.clear();
            params.addWeightParam("theta", 1, node(true).numWeights());
        }

        @Override
        public void initializeParameters(Map<String, INDArray> params) {
            start(params);
        }

        @Override
        public SDVariable defineLayer(SameDiff graph, SDVariable x, Map<String, SDVariable> weights, SDVariable mask) {
            return circuit(graph, x, weights, corrected);
        }
    }

    static final class LambdaLayer extends SameDiffLambdaLayer {
        private static final long serialVersionUID = 1;
        private final boolean corrected;

        LambdaLayer(boolean corrected) {
            this.corrected = corrected;
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType inputType) {
            return InputType.feedForward(node(false).numOutputs());
        }

        @Override
        public SDVariable defineLayer(SameDiff graph, SDVariable x) {
            return circuit(graph, x, Map.of(), corrected);
        }
    }

    static final class Vertex extends SameDiffVertex {
        private static final long serialVersionUID = 1;
        private final boolean corrected;

        Vertex(boolean corrected) {
            this.corrected = corrected;
        }

        @Override
        public GraphVertex clone() {
            return new Vertex(corrected);
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType... inputTypes) {
            return InputType.feedForward(node(true).numOutputs());
        }

        @Override
        public void defineParametersAndInputs(SDVertexParams params) {
            params.defineInputs("x");
            params.addWeightParam("theta", 1, node(true).numWeights());
        }

        @Override
        public void initializeParameters(Map<String, INDArray> params) {
            start(params);
        }

        @Override
        public SDVariable defineVertex(
                SameDiff graph,
                Map<String, SDVariable> inputs,
                Map<String, SDVariable> weights,
                Map<String, SDVariable> masks) {
            return circuit(graph, inputs.get("x"), weights, corrected);
        }
    }

    static final class LambdaVertex extends SameDiffLambdaVertex {
        private static final long serialVersionUID = 1;
        private final boolean corrected;

        LambdaVertex(boolean corrected) {
            this.corrected = corrected;
        }

        @Override
        public GraphVertex clone() {
            return new LambdaVertex(corrected);
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType... inputTypes) {
            return InputType.feedForward(node(false).numOutputs());
        }

        @Override
        public SDVariable defineVertex(SameDiff graph, VertexInputs inputs) {
            return circuit(graph, inputs.getInput(0), Map.of(), corrected);
        }
    }
}
