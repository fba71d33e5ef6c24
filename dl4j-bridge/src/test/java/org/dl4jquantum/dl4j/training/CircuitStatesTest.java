package org.dl4jquantum.dl4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.DressedQuantumLayer;
import org.dl4jquantum.dl4j.conf.ParallelQuantumLayer;
import org.dl4jquantum.dl4j.conf.QuantumAttentionLayer;
import org.dl4jquantum.dl4j.conf.QuantumGRU;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer;
import org.dl4jquantum.dl4j.conf.QuantumLSTM;
import org.dl4jquantum.dl4j.conf.QuantumOutputLayer;
import org.dl4jquantum.dl4j.conf.QuanvolutionLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.sim.algorithm.MetricTensor;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Every kind of layer gives the states of its circuits. */
class CircuitStatesTest {
    private static final DataType TYPE = DataType.DOUBLE;
    private static final int BATCH = 4;
    private static final int STEPS = 3;

    /** 2 inputs, 2 weights. */
    private static final Circuit PAIR = Circuit.builder(2)
            .add(AngleEncoding.ry(2))
            .add(BasicEntanglerLayers.layers(1))
            .build();

    private static double[][] rows(INDArray x) {
        return x.castTo(TYPE).toDoubleMatrix();
    }

    private static Network network(Layer layer, Layer output, InputType input) {
        return Network.of(TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(layer)
                .layer(output)
                .setInputType(input)
                .build()));
    }

    private static Network rowNetwork(Layer layer) {
        return network(layer, TestNetworks.output(), InputType.feedForward(2));
    }

    private static CircuitStates states(Network network, int samples) {
        return new CircuitStates(network, new QuantumWeights(network), samples);
    }

    @Test
    void circuitsSideBySideHaveBlocksOfTheirOwn() {
        Network network = network(
                new ParallelQuantumLayer.Builder()
                        .circuits(2, PAIR, PauliZ.onEach(2))
                        .build(),
                TestNetworks.output(),
                InputType.feedForward(4));
        INDArray x = Numbers.of(1, TYPE, BATCH, 4);
        CircuitStates states = states(network, 100);
        double[][][] inputs = states.inputs(x);
        assertEquals(2, inputs.length);
        double[] all = {0.3, -0.7, 1.1, 0.2};
        double[][] metric = states.metric(inputs, all);
        MetricTensor single = new MetricTensor(QuantumNode.of(PAIR, PauliZ.onEach(2)));
        for (int circuit = 0; circuit < 2; circuit++) {
            double[][] own = rows(x.getColumns(2 * circuit, 2 * circuit + 1));
            assertArrayEquals(own, inputs[circuit]);
            double[][] block = single.blockDiagonal(own, Arrays.copyOfRange(all, 2 * circuit, 2 * circuit + 2));
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    assertEquals(block[i][j], metric[2 * circuit + i][2 * circuit + j], 1e-12);
                    assertEquals(0, metric[2 * circuit + i][(2 * circuit + 2 + j) % 4]);
                }
            }
        }
        double[] moved = {0.3, -0.5, 1.1, 0.2};
        double expected = Arrays.stream(inputs[0])
                .mapToDouble(row -> single.fidelity(row, new double[] {0.3, -0.7}, new double[] {0.3, -0.5}))
                .average()
                .orElseThrow();
        assertTrue(expected < 1 - 1e-4);
        assertEquals(expected, states.fidelity(inputs, all, moved), 1e-12);
    }

    @Test
    void aDressedCircuitSeesAnglesOfItsDenseLayer() {
        Network network = rowNetwork(new DressedQuantumLayer.Builder()
                .nOut(2)
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(2))
                .build());
        INDArray x = Numbers.of(1, TYPE, BATCH, 2);
        INDArray angles = Nd4j.math
                .tanh(x.mmul(network.param("0", "A")).addiRowVector(network.param("0", "a")))
                .muli(Math.PI / 2);
        double[][] seen = states(network, 100).inputs(x)[0];
        for (int row = 0; row < BATCH; row++) {
            assertArrayEquals(rows(angles)[row], seen[row], 1e-12);
        }
    }

    @Test
    void aKernelSeesItsLandmarksToo() {
        Network network = rowNetwork(new QuantumKernelLayer.Builder(QuantumKernelLayer.Kernel.PROJECTED)
                .landmarks(3)
                .circuit(PAIR)
                .build());
        double[][] seen = states(network, 100).inputs(Numbers.of(1, TYPE, BATCH, 2))[0];
        assertEquals(BATCH + 3, seen.length);
        assertArrayEquals(rows(network.param("0", QuantumKernelLayer.LANDMARKS))[2], seen[BATCH + 2]);
    }

    @Test
    void aFrozenLayerIsLookedInto() {
        MultiLayerNetwork plain =
                (MultiLayerNetwork) rowNetwork(TestLayers.reuploading().build()).model();
        Model frozen =
                new TransferLearning.Builder(plain).setFeatureExtractor(0).build();
        INDArray x = Numbers.of(1, TYPE, BATCH, 2);
        assertArrayEquals(rows(x), states(Network.of(frozen), 100).inputs(x)[0]);
    }

    @Test
    void aQuanvolutionRunsAtEveryWindow() {
        Network network = network(
                new QuanvolutionLayer.Builder(2, 1)
                        .circuit(PAIR, PauliZ.onEach(2))
                        .build(),
                TestNetworks.output(),
                InputType.convolutional(3, 3, 1));
        INDArray x = Numbers.of(1, TYPE, BATCH, 1, 3, 3);
        double[][] seen = states(network, 100).inputs(x)[0];
        assertEquals(BATCH * 2 * 3, seen.length);
        assertArrayEquals(new double[] {x.getDouble(0, 0, 0, 0), x.getDouble(0, 0, 1, 0)}, seen[0]);
        double[][] some = states(network, 3).inputs(x)[0];
        // Of 3 images with 18 windows, the first window of each.
        assertArrayEquals(new double[][] {seen[0], seen[6], seen[12]}, some);
    }

    @Test
    void circuitsOfGatesRunAtEveryStep() {
        List<Layer> layers = List.of(
                new QuantumLSTM.Builder()
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(BasicEntanglerLayers.layers(1))
                        .measure(PauliZ.onEach(2))
                        .build(),
                new QuantumGRU.Builder()
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(BasicEntanglerLayers.layers(1))
                        .measure(PauliZ.onEach(2))
                        .build(),
                new QuantumAttentionLayer.Builder()
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(BasicEntanglerLayers.layers(1))
                        .measure(PauliZ.onEach(2))
                        .build());
        int[] circuits = {4, 3, 3};
        for (int i = 0; i < layers.size(); i++) {
            Network network = series(layers.get(i));
            double[][][] seen = states(network, 100).inputs(Numbers.of(1, TYPE, BATCH, 2, STEPS));
            assertEquals(circuits[i], seen.length);
            for (double[][] ofCircuit : seen) {
                assertEquals(BATCH * STEPS, ofCircuit.length);
            }
        }
    }

    private static Network series(Layer layer) {
        return network(
                layer,
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                InputType.recurrent(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {QuantumTraining.NATURAL_GRADIENT, QuantumTraining.QNSPSA})
    void methodsOfStatesTrainEveryKindOfLayer(String method) {
        DataSet data = new DataSet(Numbers.of(1, TYPE, BATCH, 2), TestNetworks.labels(TYPE, BATCH));
        Network head = Network.of(TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(new QuantumOutputLayer.Builder()
                        .classes(2)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(BasicEntanglerLayers.layers(2))
                        .build())
                .setInputType(InputType.feedForward(2))
                .build()));
        Network dressed = rowNetwork(new DressedQuantumLayer.Builder()
                .nOut(2)
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(2))
                .measure(PauliZ.onEach(2))
                .build());
        for (Network network : List.of(head, dressed)) {
            double before = network.score(data);
            double after = new QuantumTraining(network.model(), method).fit(data, 60);
            assertTrue(after < before - 1e-3, method + ": " + before + " -> " + after);
        }
        Network memory = series(new QuantumLSTM.Builder()
                .nOut(2)
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(2))
                .build());
        INDArray rows = TestNetworks.labels(TYPE, BATCH);
        DataSet series =
                new DataSet(Numbers.of(1, TYPE, BATCH, 2, STEPS), Nd4j.tile(rows.reshape(BATCH, 2, 1), 1, 1, STEPS));
        double before = memory.score(series);
        double after = new QuantumTraining(memory.model(), method).fit(series, 40);
        assertTrue(after < before, method + ": " + before + " -> " + after);
    }
}
