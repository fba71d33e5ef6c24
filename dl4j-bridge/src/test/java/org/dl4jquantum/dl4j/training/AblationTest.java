package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.DataReuploadingLayer;
import org.dl4jquantum.dl4j.conf.DressedQuantumLayer;
import org.dl4jquantum.dl4j.conf.ParallelQuantumLayer;
import org.dl4jquantum.dl4j.conf.QuantumConfiguration;
import org.dl4jquantum.dl4j.conf.QuantumKernelLayer;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.conf.QuantumOutputLayer;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class AblationTest {
    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 8);
    private final List<DataSet> batches = List.of(data, data);

    private static String quantum(ComputationGraph graph) {
        return Network.of(graph).layers().get(1);
    }

    @Test
    void everyVariantIsTrainedAlikeAndTheNetworkGivenIsNot() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            INDArray before = model.params().dup();
            AblationReport report = new Ablation(model, batches, data).run(15);
            assertIdentical(before, model.params());
            assertEquals(
                    List.of(AblationVariant.values()),
                    report.rows().stream().map(AblationReport.Row::variant).toList());
            for (AblationReport.Row row : report.rows()) {
                assertTrue(row.trainingScore() < 0.68, row.toString());
                assertEquals(row.trainingScore(), row.testScore(), 1e-12, "the same data");
                assertTrue(row.testAccuracy() >= 0.5 && row.testAccuracy() <= 1, row.toString());
            }
            Network plain = Network.of(new VariantBuilder(model).build(AblationVariant.FULL));
            for (int step = 0; step < 30; step++) {
                plain.fit(data);
            }
            assertEquals(plain.score(data), report.row(AblationVariant.FULL).testScore(), 1e-12);
        }
    }

    @Test
    void theIdentityPassesItsInputsOn() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            ComputationGraph graph = new VariantBuilder(model).build(AblationVariant.IDENTITY);
            graph.fit(data);
            INDArray in = Network.of(graph).inputOf(quantum(graph), data.getFeatures());
            INDArray out = graph.feedForward(data.getFeatures(), false).get(quantum(graph));
            // Of three inputs two come through, as the circuit has two outputs.
            assertArrayEquals(new long[] {8, 2}, out.shape());
            assertEquals(0, in.getColumns(0, 1).sub(out).amaxNumber().doubleValue());
        }
        AblationReport report = new Ablation(Hybrids.graph(DataType.DOUBLE), batches, data).run(1);
        long classical = 4 * 3 + 3 + 2 * 2 + 2;
        assertEquals(classical, report.row(AblationVariant.IDENTITY).parameters());
        assertEquals(classical + 9, report.row(AblationVariant.FULL).parameters());
    }

    @Test
    void theTwinHasAsManyParametersAsTheCircuit() {
        // No size gives 9; 2 (3 + 2) is closest.
        assertEquals(new TwinSize(2, false, false, 10), TwinSize.closest(3, 2, 9));
        assertEquals(new TwinSize(3, false, false, 24), TwinSize.closest(4, 4, 24));
        assertEquals(new TwinSize(2, true, true, 22), TwinSize.closest(4, 4, 22));
        assertEquals(1, TwinSize.closest(4, 4, 0).hidden());
        for (long wanted = 8; wanted < 60; wanted++) {
            assertTrue(Math.abs(TwinSize.closest(4, 4, wanted).parameters() - wanted) <= 2, "wanted " + wanted);
        }
        AblationReport report = new Ablation(Hybrids.sequence(DataType.DOUBLE), batches, data).run(1);
        long classical = 4 * 3 + 3 + 2 * 2 + 2;
        assertEquals(classical + 10, report.row(AblationVariant.CLASSICAL_TWIN).parameters());
    }

    @Test
    void everyLayerFromRowsToRowsHasVariants() {
        Layer[] layers = {
            new DressedQuantumLayer.Builder()
                    .nOut(2)
                    .encoding(AngleEncoding.ry(2))
                    .ansatz(BasicEntanglerLayers.layers(1))
                    .measure(PauliZ.onEach(2))
                    .build(),
            new DataReuploadingLayer.Builder().inputs(4).qubits(2).build(),
            new ParallelQuantumLayer.Builder()
                    .circuits(2, TestLayers.reuploading().build().getNode().circuit(), PauliZ.onEach(2))
                    .build(),
            new QuantumKernelLayer.Builder(QuantumKernelLayer.Kernel.FIDELITY)
                    .landmarks(2)
                    .encoding(AngleEncoding.ry(4))
                    .ansatz(BasicEntanglerLayers.layers(1))
                    .build()
        };
        for (Layer layer : layers) {
            Model model = network(layer);
            AblationReport report = new Ablation(model, batches, data).run(1);
            long twin = report.row(AblationVariant.CLASSICAL_TWIN).parameters();
            long full = report.row(AblationVariant.FULL).parameters();
            assertTrue(Math.abs(full - twin) <= 4, layer + ": " + full + " and " + twin);
            assertEquals(full, report.row(AblationVariant.NO_ENTANGLEMENT).parameters());
            ComputationGraph product = new VariantBuilder(model).build(AblationVariant.NO_ENTANGLEMENT);
            QuantumConfiguration configuration = (QuantumConfiguration)
                    product.getLayer(quantumFirst(product)).conf().getLayer();
            assertTrue(configuration.circuits().stream()
                    .flatMap(node -> node.circuit().operations().stream())
                    .allMatch(operation -> operation.qubits().size() == 1));
        }
        Model series = network(new QuantumOutputLayer.Builder()
                .classes(2)
                .encoding(AngleEncoding.ry(4))
                .ansatz(BasicEntanglerLayers.layers(1))
                .build());
        assertEquals(
                "ablation: layer \"0\" is a QuantumOutputLayer, only layers from rows to rows can be replaced",
                assertThrows(UnsupportedOperationException.class, () -> new Ablation(series, batches, data))
                        .getMessage());
    }

    private static String quantumFirst(ComputationGraph graph) {
        return Network.of(graph).layers().get(0);
    }

    private static Model network(Layer layer) {
        NeuralNetConfiguration.ListBuilder list =
                TestNetworks.training(DataType.DOUBLE).list().layer(layer);
        if (!(layer instanceof QuantumOutputLayer)) {
            list.layer(TestNetworks.output());
        }
        return TestNetworks.initialized(
                list.setInputType(InputType.feedForward(TestNetworks.INPUTS)).build());
    }

    @Test
    void withoutEntanglementOnlyGatesOnOneQubitAreLeft() {
        Model model = Hybrids.graph(DataType.DOUBLE);
        ComputationGraph graph = new VariantBuilder(model).build(AblationVariant.NO_ENTANGLEMENT);
        QuantumLayer layer = (QuantumLayer) graph.getLayer("quantum").conf().getLayer();
        assertEquals(12, layer.getNode().circuit().operations().size());
        assertTrue(layer.getNode().circuit().operations().stream()
                .allMatch(operation -> operation.qubits().size() == 1));
        assertEquals(9, graph.getLayer("quantum").numParams());
        INDArray full = Network.of(new VariantBuilder(model).build(AblationVariant.FULL))
                .output(data.getFeatures());
        assertTrue(full.sub(graph.outputSingle(data.getFeatures())).amaxNumber().doubleValue() > 1e-3);
    }

    @Test
    void theReportIsTextJsonAndAPicture(@TempDir Path folder) throws Exception {
        AblationReport report = new Ablation(
                        Hybrids.graph(DataType.FLOAT),
                        List.of(TestNetworks.data(DataType.FLOAT, 4)),
                        TestNetworks.data(DataType.FLOAT, 4))
                .run(1);
        report.write(folder.resolve("new"));
        String text = Files.readString(folder.resolve("new/ablation.txt"));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("new/ablation.json").toFile());
        assertEquals(1, json.get("epochs").asInt());
        for (int i = 0; i < 4; i++) {
            AblationReport.Row row = report.rows().get(i);
            JsonNode node = json.get("variants").get(i);
            assertTrue(text.contains(row.variant().title()), text);
            assertEquals(row.variant().title(), node.get("variant").asText());
            assertEquals(row.testScore(), node.get("testScore").asDouble());
            assertEquals(row.parameters(), node.get("parameters").asLong());
        }
        BufferedImage picture = ImageIO.read(folder.resolve("new/ablation.png").toFile());
        assertEquals(800, picture.getWidth());
        int background = picture.getRGB(0, 0);
        long drawn = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                drawn += picture.getRGB(x, y) == background ? 0 : 1;
            }
        }
        assertTrue(drawn > 10_000, "pixels drawn: " + drawn);
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("ablation", model -> new Ablation(model, batches, data));
        Model model = Hybrids.graph(DataType.DOUBLE);
        Refused.assertRefused("ablation: no batches, at least 1 is needed", () -> new Ablation(model, List.of(), data));
        Refused.assertRefused(
                "ablation: 0 epochs, at least 1 is needed", () -> new Ablation(model, batches, data).run(0));
    }
}
