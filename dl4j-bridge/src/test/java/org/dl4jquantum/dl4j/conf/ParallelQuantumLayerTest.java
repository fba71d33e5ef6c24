package org.dl4jquantum.dl4j.conf;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ParallelQuantumLayerTest {
    private static final DataType TYPE = DataType.DOUBLE;

    private static Circuit circuit(int qubits) {
        return Circuit.builder(qubits)
                .add(AngleEncoding.ry(qubits))
                .add(BasicEntanglerLayers.layers(1))
                .build();
    }

    private static ParallelQuantumLayer.Builder twoAndThree() {
        return new ParallelQuantumLayer.Builder()
                .circuit(circuit(2), PauliZ.onEach(2))
                .circuit(circuit(3), PauliZ.onEach(3));
    }

    private static MultiLayerNetwork alone(Layer layer, int size) {
        return TestNetworks.initialized(TestNetworks.training(TYPE)
                .list()
                .layer(layer)
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(size))
                .build());
    }

    private static INDArray outputs(MultiLayerNetwork network, INDArray x) {
        return network.feedForward(x).get(1);
    }

    private static INDArray columns(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
    }

    private static QuantumLayer single(int qubits) {
        return new QuantumLayer.Builder()
                .circuit(circuit(qubits))
                .measure(PauliZ.onEach(qubits))
                .build();
    }

    @Test
    void everyCircuitIsTheLayerItWouldBeAlone() {
        MultiLayerNetwork both = alone(twoAndThree().build(), 5);
        INDArray x = Numbers.of(1, TYPE, 7, 5);
        INDArray theta = both.getParam("0_theta");
        assertEquals(5, theta.length());
        MultiLayerNetwork two = alone(single(2), 2);
        MultiLayerNetwork three = alone(single(3), 3);
        two.setParam("0_theta", columns(theta, 0, 2));
        three.setParam("0_theta", columns(theta, 2, 5));
        assertIdentical(
                Nd4j.hstack(outputs(two, columns(x, 0, 2)), outputs(three, columns(x, 2, 5))), outputs(both, x));
    }

    @Test
    void sharedInputsReachEveryCircuit() {
        MultiLayerNetwork shared = alone(
                new ParallelQuantumLayer.Builder()
                        .circuits(2, circuit(2), PauliZ.onEach(2))
                        .sharedInputs(true)
                        .build(),
                2);
        INDArray x = Numbers.of(1, TYPE, 7, 2);
        INDArray theta = shared.getParam("0_theta");
        MultiLayerNetwork second = alone(single(2), 2);
        second.setParam("0_theta", columns(theta, 2, 4));
        assertIdentical(outputs(second, x), columns(outputs(shared, x), 2, 4));
    }

    @Test
    void equalCircuitsDrawDifferentShots() {
        MultiLayerNetwork network = alone(
                new ParallelQuantumLayer.Builder()
                        .circuits(2, circuit(2), PauliZ.onEach(2))
                        .sharedInputs(true)
                        .shots(1000)
                        .build(),
                2);
        INDArray theta = network.getParam("0_theta");
        theta.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 4)).assign(columns(theta, 0, 2));
        INDArray y = outputs(network, Numbers.of(1, TYPE, 7, 2));
        assertNotEquals(columns(y, 0, 2), columns(y, 2, 4));
    }

    private static void assertRefused(String message, UnaryOperator<ParallelQuantumLayer.Builder> settings) {
        ParallelQuantumLayer.Builder builder = new ParallelQuantumLayer.Builder().name("p");
        assertEquals(
                "ParallelQuantumLayer \"p\": " + message,
                assertThrows(DL4JInvalidConfigException.class, () -> settings.apply(builder)
                                .build())
                        .getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused("no circuit given, at least 1 is needed; add one by .circuit(circuit, measurement)", b -> b);
        assertRefused(
                "circuits that take [2, 3] inputs received, those that share inputs take equally many",
                b -> b.circuit(circuit(2), PauliZ.onEach(2))
                        .circuit(circuit(3), PauliZ.onEach(3))
                        .sharedInputs(true));
        assertRefused(
                "nIn 4 and nOut 0 received, the circuits have 2 and 2; leave them out",
                b -> b.circuit(circuit(2), PauliZ.onEach(2)).nIn(4));
        String message = assertThrows(
                        DL4JInvalidConfigException.class,
                        () -> alone(twoAndThree().name("p").build(), 4))
                .getMessage();
        assertEquals(
                "ParallelQuantumLayer \"p\": 4 inputs received, the circuits take 5; change the circuits, or the layer"
                        + " below",
                message);
    }
}
