package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class DecisionBoundaryTest {

    /** Says class 1 where x0 is above zero, with certainty. */
    private static MultiLayerNetwork leftOrRight(int outputs) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder(outputs == 1 ? LossFunction.XENT : LossFunction.MCXENT)
                        .nIn(2)
                        .nOut(outputs)
                        .activation(outputs == 1 ? Activation.SIGMOID : Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
        network.params().assign(0);
        network.getLayer(0).getParam("W").putScalar(0, outputs - 1, 100);
        return network;
    }

    private static DataSet corners(int labelColumns) {
        return new DataSet(
                Nd4j.createFromArray(new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}),
                labelColumns == 1
                        ? Nd4j.createFromArray(new double[][] {{0}, {0}, {1}, {0}})
                        : Nd4j.createFromArray(new double[][] {{1, 0}, {1, 0}, {0, 1}, {1, 0}}));
    }

    @Test
    void thePlaneIsColouredByClass() throws Exception {
        for (int columns : new int[] {1, 2}) {
            Picture picture = Pictures.decisionBoundary(leftOrRight(columns), corners(columns));
            List<String> texts = Look.at("boundary-halves-" + columns, picture);
            assertTrue(
                    texts.containsAll(List.of("Accuracy 75.00 % of 4", "class 0", "class 1", "-1.3", "1.3", "x0")),
                    texts.toString());
            BufferedImage image = picture.image();
            Color left = Style.tint(Style.CLASSES.get(0), 0.55);
            Color right = Style.tint(Style.CLASSES.get(1), 0.55);
            int middle = image.getHeight() / 2;
            assertEquals(left, new Color(image.getRGB(140, middle)));
            assertEquals(right, new Color(image.getRGB(image.getWidth() - 80, middle)));
            assertTrue(picture.svg().contains("data:image/png;base64,"), "the plane is inside the SVG");
        }
    }

    @Test
    void aTrainedClassifier() throws Exception {
        DataSet circles = Networks.circles(120, 3);
        MultiLayerNetwork network = Networks.sequence();
        for (int i = 0; i < 40; i++) {
            network.fit(circles);
        }
        Look.at("boundary-circles", Pictures.decisionBoundary(network, circles));
    }

    @Test
    void whatIsNoPlaneIsRefused() {
        MultiLayerNetwork network = leftOrRight(2);
        String three = assertThrows(
                        IllegalArgumentException.class,
                        () -> Pictures.decisionBoundary(network, new DataSet(Nd4j.ones(4, 3), Nd4j.ones(4, 2))))
                .getMessage();
        assertEquals(
                "decision boundary: examples of shape [4, 3] received, [n, 2] needed: two inputs make a plane", three);
        String classes = assertThrows(
                        IllegalArgumentException.class,
                        () -> Pictures.decisionBoundary(network, new DataSet(Nd4j.ones(4, 2), Nd4j.ones(4, 3))))
                .getMessage();
        assertEquals("decision boundary: 2 classes predicted, the labels have 3", classes);
        String many = assertThrows(
                        IllegalArgumentException.class,
                        () -> Pictures.decisionBoundary(network, new DataSet(Nd4j.ones(4, 2), Nd4j.ones(4, 9))))
                .getMessage();
        assertTrue(many.startsWith("decision boundary: 9 classes received, at most 8"), many);
    }
}
