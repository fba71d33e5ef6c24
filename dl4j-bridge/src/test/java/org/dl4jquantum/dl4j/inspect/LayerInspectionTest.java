package org.dl4jquantum.dl4j.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.DressedQuantumLayer;
import org.dl4jquantum.dl4j.conf.ParallelQuantumLayer;
import org.dl4jquantum.dl4j.conf.QuantumGRU;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.inspect.AngleOrigin;
import org.dl4jquantum.sim.inspect.CircuitTrace;
import org.dl4jquantum.sim.inspect.MeasurementResult;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class LayerInspectionTest {
    private static final double ROUNDING = 1e-6;

    private static QuantumLayer quantum() {
        return new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(2))
                .ansatz(BasicEntanglerLayers.layers(1))
                .measure(PauliZ.onEach(2))
                .build();
    }

    private static Circuit pair() {
        return Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(BasicEntanglerLayers.layers(1))
                .build();
    }

    private static MultiLayerNetwork around(Layer layer, int inputs) {
        return TestNetworks.initialized(new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(layer)
                .layer(new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).build())
                .setInputType(InputType.feedForward(inputs))
                .build());
    }

    @Test
    void theRunIsWhatTheLayerComputes() {
        ComputationGraph network =
                TestNetworks.initialized(TestNetworks.graph(TestNetworks.training(DataType.DOUBLE), quantum()));
        network.fit(TestNetworks.data(DataType.DOUBLE, 8));
        INDArray sample = TestNetworks.inputs(DataType.DOUBLE, 1);
        LayerInspection inspection = LayerInspection.of(network, sample).get(0);
        assertEquals("quantum", inspection.layer());
        assertEquals("QuantumLayer", inspection.kind());
        assertEquals(1, inspection.runs().size());

        CircuitRun run = inspection.runs().get(0);
        INDArray below = network.feedForward(sample, false).get("dense");
        INDArray theta = network.getParam("quantum_theta");
        for (int i = 0; i < 2; i++) {
            assertEquals(below.getDouble(i), run.inputs().get(i), ROUNDING);
            assertEquals(theta.getDouble(i), run.weights().get(i), ROUNDING);
        }
        INDArray above = network.feedForward(sample, false).get("quantum");
        MeasurementResult measured = run.measurement();
        for (int i = 0; i < 2; i++) {
            assertEquals(above.getDouble(i), measured.values().get(i), ROUNDING);
            assertEquals(above.getDouble(i), run.finalState().bloch(i).z(), ROUNDING);
        }

        CircuitTrace trace = LayerInspection.trace(network, sample);
        AngleOrigin first = trace.steps().get(0).angles().get(0);
        assertEquals(below.getDouble(0), first.inputs().get(0), ROUNDING);
        assertEquals(above.getDouble(1), trace.finalState().bloch(1).z(), ROUNDING);
        String text = inspection.toString();
        assertTrue(
                text.startsWith("QuantumLayer \"quantum\"\nstart: q0 (+0.000, +0.000, +1.000) entropy 0.000;"), text);
        assertTrue(text.contains("RY [0] x0 = "), text);
    }

    @Test
    void everyCircuitOfALayerIsThere() {
        MultiLayerNetwork network = around(
                new ParallelQuantumLayer.Builder()
                        .circuits(3, pair(), PauliZ.onEach(2))
                        .build(),
                6);
        INDArray sample = Nd4j.createFromArray(new float[][] {{1, 2, 3, 4, 5, 6}});
        List<CircuitRun> runs = LayerInspection.of(network, sample).get(0).runs();
        assertEquals(List.of(0, 1, 2), runs.stream().map(CircuitRun::circuit).toList());
        assertEquals(List.of(3.0, 4.0), runs.get(1).inputs());
        assertEquals(
                network.getParam("0_theta").getDouble(5), runs.get(2).weights().get(1), ROUNDING);
    }

    @Test
    void inputsOfDressedCircuitsAreWhatTheDressingGives() {
        MultiLayerNetwork network = around(
                new FrozenLayer(new DressedQuantumLayer.Builder()
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(BasicEntanglerLayers.layers(1))
                        .measure(PauliZ.onEach(2))
                        .build()),
                3);
        LayerInspection inspection =
                LayerInspection.of(network, Nd4j.ones(1, 3)).get(0);
        assertEquals("DressedQuantumLayer", inspection.kind());
        // tanh times pi / 2.
        inspection.runs().get(0).inputs().forEach(x -> assertTrue(Math.abs(x) < Math.PI / 2 && x != 0, "" + x));
    }

    @Test
    void recurrentLayersRunAtEveryStep() {
        MultiLayerNetwork network = TestNetworks.initialized(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new QuantumGRU.Builder()
                        .nOut(2)
                        .encoding(AngleEncoding.ry(2))
                        .ansatz(BasicEntanglerLayers.layers(1))
                        .measure(PauliZ.onEach(2))
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(3, 4))
                .build());
        List<CircuitRun> runs =
                LayerInspection.of(network, Nd4j.ones(1, 3, 4)).get(0).runs();
        // Two gates and a candidate in each of four steps.
        assertEquals(
                List.of(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2),
                runs.stream().map(CircuitRun::circuit).toList());
    }

    @Test
    void theNetworkItselfIsNotTouched() {
        MultiLayerNetwork network = around(quantum(), 2);
        List<LayerInspection> inspections = LayerInspection.of(network, Nd4j.ones(1, 2));
        network.output(Nd4j.ones(5, 2));
        assertEquals(1, inspections.get(0).runs().size());
    }

    @Test
    void whatCannotBeInspectedIsRefused() {
        MultiLayerNetwork network = around(quantum(), 2);
        String many = assertThrows(IllegalArgumentException.class, () -> LayerInspection.of(network, Nd4j.ones(3, 2)))
                .getMessage();
        assertEquals("layer inspection: features of shape [3, 2] received, one example is needed: [1, ...]", many);
        MultiLayerNetwork classical = around(new DenseLayer.Builder().nOut(2).build(), 2);
        String none = assertThrows(IllegalArgumentException.class, () -> LayerInspection.of(classical, Nd4j.ones(1, 2)))
                .getMessage();
        assertTrue(none.startsWith("layer inspection: no quantum layer among the layers [0, 1]"), none);
    }
}
