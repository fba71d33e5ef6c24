package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.dl4jquantum.dl4j.DoubleByDefault;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of ComputationGraphs by DL4J's own check. */
@ExtendWith(DoubleByDefault.class)
class GraphGradientTest {
    private static final int BATCH = 3;
    /** Relative error of a central difference of step 1e-6 in double precision. */
    private static final double CENTRAL_DIFFERENCE = 1e-5;

    /** 3 inputs, 3 outputs: fits beside itself. */
    private static QuantumLayer square() {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(3))
                .ansatz(BasicEntanglerLayers.layers(2))
                .measure(PauliZ.onEach(3))
                .build();
    }

    private static GraphBuilder denseBelow() {
        return TestNetworks.checking()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(TestNetworks.INPUTS))
                .addLayer("dense", TestNetworks.before(square()), "in");
    }

    private static void assertGradients(GraphBuilder graph, INDArray inputs) {
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(TestNetworks.initialized(graph.setOutputs("out").build()))
                .maxRelError(CENTRAL_DIFFERENCE)
                .inputs(new INDArray[] {inputs})
                .labels(new INDArray[] {TestNetworks.labels(DataType.DOUBLE, BATCH)})));
    }

    private static void assertGradients(GraphBuilder graph) {
        assertGradients(graph, TestNetworks.inputs(DataType.DOUBLE, BATCH));
    }

    @Test
    void ofTwoQuantumLayersInARow() {
        assertGradients(denseBelow()
                .addLayer("first", square(), "dense")
                .addLayer("second", TestLayers.weighted().build(), "first")
                .addLayer("out", TestNetworks.output(), "second"));
    }

    @Test
    void ofAResidualConnection() {
        assertGradients(denseBelow()
                .addLayer("quantum", square(), "dense")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "dense", "quantum")
                .addLayer("out", TestNetworks.output(), "sum"));
    }

    @Test
    void ofAProduct() {
        assertGradients(denseBelow()
                .addLayer("quantum", square(), "dense")
                .addVertex("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), "dense", "quantum")
                .addLayer("out", TestNetworks.output(), "product"));
    }

    @Test
    void ofQuantumLayersSideBySide() {
        assertGradients(denseBelow()
                .addLayer("left", square(), "dense")
                .addLayer(
                        "right",
                        TestLayers.weighted().activation(Activation.TANH).build(),
                        "dense")
                .addLayer("weightless", TestLayers.weightless().build(), "dense")
                .addVertex("merged", new MergeVertex(), "left", "right", "weightless", "dense")
                .addLayer("out", TestNetworks.output(), "merged"));
    }

    @Test
    void ofALayerOnMergedInputs() {
        assertGradients(TestNetworks.checking()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(TestNetworks.INPUTS))
                .addLayer("one", TestNetworks.before(TestLayers.reuploading().build()), "in")
                .addLayer("other", denseOfOne(), "in")
                .addVertex("merged", new MergeVertex(), "one", "other")
                .addLayer("quantum", square(), "merged")
                .addLayer("out", TestNetworks.output(), "quantum"));
    }

    private static DenseLayer denseOfOne() {
        return new DenseLayer.Builder().nOut(1).activation(Activation.TANH).build();
    }

    @Test
    void ofALayerOnImages() {
        assertGradients(
                TestNetworks.checking()
                        .graphBuilder()
                        .addInputs("in")
                        .setInputTypes(InputType.convolutional(4, 2, 1))
                        .addLayer(
                                "convolution",
                                new ConvolutionLayer.Builder(2, 2)
                                        .nOut(1)
                                        .activation(Activation.TANH)
                                        .build(),
                                "in")
                        .addLayer("quantum", square(), "convolution")
                        .addLayer("out", TestNetworks.output(), "quantum"),
                Numbers.of(2, DataType.DOUBLE, BATCH, 1, 4, 2));
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkspaceMode.class,
            names = {"NONE", "ENABLED"})
    void ofMaskedExamples(WorkspaceMode workspaces) {
        INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}});
        GraphBuilder graph = TestNetworks.checking()
                .trainingWorkspaceMode(workspaces)
                .inferenceWorkspaceMode(workspaces)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(TestNetworks.INPUTS))
                .addLayer("dense", TestNetworks.before(square()), "in")
                .addLayer(
                        "quantum",
                        TestLayers.weighted().activation(Activation.TANH).build(),
                        "dense")
                .addLayer("out", TestNetworks.output(), "quantum")
                .setOutputs("out");
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.GraphConfig()
                .net(TestNetworks.initialized(graph.build()))
                .maxRelError(CENTRAL_DIFFERENCE)
                .inputs(new INDArray[] {TestNetworks.inputs(DataType.DOUBLE, BATCH)})
                .inputMask(new INDArray[] {mask})
                .labels(new INDArray[] {TestNetworks.labels(DataType.DOUBLE, BATCH)})));
    }
}
