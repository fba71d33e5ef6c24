package org.dl4jquantum.dl4j.feature;

import java.io.File;
import java.io.IOException;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.training.Network;

/** DL4J's two kinds of network: three layers, one above the other. */
enum Kind {
    SEQUENCE("0", "1", "2") {
        @Override
        Model build(NeuralNetConfiguration.Builder settings, InputType input, Layer below, Layer middle, Layer out) {
            return TestNetworks.initialized(settings.list()
                    .layer(below)
                    .layer(middle)
                    .layer(out)
                    .setInputType(input)
                    .build());
        }

        @Override
        Model restore(File file) throws IOException {
            return ModelSerializer.restoreMultiLayerNetwork(file, true);
        }

        @Override
        Object configuration(Model model) {
            return ((MultiLayerNetwork) model).getLayerWiseConfigurations();
        }

        @Override
        String json(Object configuration) {
            return ((MultiLayerConfiguration) configuration).toJson();
        }

        @Override
        Object fromJson(String json) {
            return MultiLayerConfiguration.fromJson(json);
        }

        @Override
        String yaml(Object configuration) {
            return ((MultiLayerConfiguration) configuration).toYaml();
        }

        @Override
        Object fromYaml(String yaml) {
            return MultiLayerConfiguration.fromYaml(yaml);
        }
    },

    GRAPH("below", "middle", "out") {
        @Override
        Model build(NeuralNetConfiguration.Builder settings, InputType input, Layer below, Layer middle, Layer out) {
            return TestNetworks.initialized(settings.graphBuilder()
                    .addInputs("in")
                    .addLayer(this.below, below, "in")
                    .addLayer(this.middle, middle, this.below)
                    .addLayer(this.out, out, this.middle)
                    .setOutputs(this.out)
                    .setInputTypes(input)
                    .build());
        }

        @Override
        Model restore(File file) throws IOException {
            return ModelSerializer.restoreComputationGraph(file, true);
        }

        @Override
        Object configuration(Model model) {
            return ((ComputationGraph) model).getConfiguration();
        }

        @Override
        String json(Object configuration) {
            return ((ComputationGraphConfiguration) configuration).toJson();
        }

        @Override
        Object fromJson(String json) {
            return ComputationGraphConfiguration.fromJson(json);
        }

        @Override
        String yaml(Object configuration) {
            return ((ComputationGraphConfiguration) configuration).toYaml();
        }

        @Override
        Object fromYaml(String yaml) {
            return ComputationGraphConfiguration.fromYaml(yaml);
        }
    };

    /** Names of the layers, as {@link Network} uses them. */
    final String below;

    final String middle;
    final String out;

    Kind(String below, String middle, String out) {
        this.below = below;
        this.middle = middle;
        this.out = out;
    }

    abstract Model build(
            NeuralNetConfiguration.Builder settings, InputType input, Layer below, Layer middle, Layer out);

    abstract Model restore(File file) throws IOException;

    abstract Object configuration(Model model);

    abstract String json(Object configuration);

    abstract Object fromJson(String json);

    abstract String yaml(Object configuration);

    abstract Object fromYaml(String yaml);
}
