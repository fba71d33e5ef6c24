package org.dl4jquantum.dl4j.feature;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Configurations and networks as text, files and copies. */
final class StorageProofs {
    private static final double FLOAT_ROUNDING = 1e-5;

    private StorageProofs() {}

    static void json(Trial trial) {
        Kind kind = trial.kind();
        Object before = kind.configuration(trial.network(DataType.FLOAT).model());
        Object after = kind.fromJson(kind.json(before));
        assertNotSame(before, after);
        assertEquals(before, after);
        assertEquals(kind.json(before), kind.json(after));
    }

    static void yaml(Trial trial) {
        Kind kind = trial.kind();
        Object before = kind.configuration(trial.network(DataType.FLOAT).model());
        Object after = kind.fromYaml(kind.yaml(before));
        assertNotSame(before, after);
        assertEquals(before, after);
        assertEquals(kind.yaml(before), kind.yaml(after));
    }

    static void javaSerialization(Trial trial) throws IOException, ClassNotFoundException {
        Object before = trial.kind().configuration(trial.network(DataType.FLOAT).model());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(before);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(before, in.readObject());
        }
    }

    static void modelSerializer(Trial trial) throws IOException {
        Network network = trial.trained();
        assertGoesOnAlike(trial, network, restored(trial, network));
    }

    /** Written and read with the state of the updater. */
    static Network restored(Trial trial, Network network) throws IOException {
        File file = Files.createTempFile(trial.folder(), "network", ".zip").toFile();
        ModelSerializer.writeModel(network.model(), file, true);
        return Network.of(trial.kind().restore(file));
    }

    static void copies(Trial trial) {
        Network network = trial.trained();
        assertGoesOnAlike(trial, network, network.copy());
        Network copy = network.copy();
        INDArray before = network.model().params().dup();
        trial.fit(copy, 1);
        assertIdentical(before, network.model().params());
        assertTrue(before.sub(copy.model().params()).amaxNumber().doubleValue() > 0);
    }

    static void seeds(Trial trial) {
        assertGoesOnAlike(trial, trial.network(DataType.FLOAT), trial.network(DataType.FLOAT));
    }

    private static void assertGoesOnAlike(Trial trial, Network network, Network other) {
        INDArray x = trial.features(DataType.FLOAT, 4);
        assertIdentical(network.output(x), other.output(x));
        assertIdentical(network.updater().getStateViewArray(), other.updater().getStateViewArray());
        trial.fit(network, 2);
        trial.fit(other, 2);
        assertIdentical(network.model().params(), other.model().params());
    }

    static void convertDataType(Trial trial) {
        Network network = trial.trained();
        Model converted = network.model() instanceof ComputationGraph graph
                ? graph.convertDataType(DataType.DOUBLE)
                : ((MultiLayerNetwork) network.model()).convertDataType(DataType.DOUBLE);
        Network precise = Network.of(converted);
        INDArray y = precise.output(trial.features(DataType.DOUBLE, 4));
        assertEquals(DataType.DOUBLE, y.dataType());
        INDArray single = network.output(trial.features(DataType.FLOAT, 4)).castTo(DataType.DOUBLE);
        assertEquals(0, y.sub(single).amaxNumber().doubleValue(), FLOAT_ROUNDING);
        INDArray before = trial.weights(precise).dup();
        trial.fit(precise, 1);
        assertTrue(before.sub(trial.weights(precise)).amaxNumber().doubleValue() > 0);
    }

    static void summary(Trial trial) {
        Model model = trial.network(DataType.FLOAT).model();
        String summary = model instanceof ComputationGraph graph
                ? graph.summary(trial.inputType())
                : ((MultiLayerNetwork) model).summary(trial.inputType());
        Network network = Network.of(model);
        String type = network.layer(trial.place()).getClass().getSimpleName();
        assertTrue(summary.contains(type), summary);
        assertTrue(summary.replace(",", "").contains(String.valueOf(model.numParams())), summary);
    }

    static void memoryReport(Trial trial) {
        Network network = trial.network(DataType.FLOAT);
        Model model = network.model();
        InputType input = trial.inputType();
        String report = model instanceof ComputationGraph graph
                ? graph.memoryInfo(6, input)
                : ((MultiLayerNetwork) model).memoryInfo(6, input);
        assertTrue(report.contains(String.valueOf(model.numParams())), report);
        org.deeplearning4j.nn.conf.layers.Layer layer =
                network.layer(trial.place()).conf().getLayer();
        assertEquals(
                network.layer(trial.place()).numParams(),
                layer.getMemoryReport(trial.subject().input()).getParameterSize());
    }
}
