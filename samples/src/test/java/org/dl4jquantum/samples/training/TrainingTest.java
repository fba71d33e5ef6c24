package org.dl4jquantum.samples.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class TrainingTest {
    private static ComputationGraph softmax() {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.1))
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                        "y",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(1)
                                .nOut(2)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "x")
                .setOutputs("y")
                .build());
        network.init();
        return network;
    }

    /** Two batches of one example each: x and -x, of class 1 and 0. */
    private static Batches signs(float x) {
        return new Batches() {
            @Override
            public int count() {
                return 2;
            }

            @Override
            public void shuffle() {}

            @Override
            public DataSet get(int index) {
                INDArray features = Nd4j.create(new float[][] {{index == 0 ? x : -x}});
                return new DataSet(features, Nd4j.create(new float[][] {{index, 1 - index}}));
            }
        };
    }

    @Test
    void learnsAndRecordsEachPass() {
        AtomicLong quantumNanos = new AtomicLong(7);
        TrainingResult result = new Training("signs", softmax(), quantumNanos::get).run(signs(1), signs(1), 30);
        assertEquals(30, result.curve().size());
        assertEquals(30, result.curve().get(29).epoch());
        assertEquals(1.0, result.curve().get(29).testAccuracy());
        assertEquals("1.0000 (2/2)", result.test().score());
        assertTrue(result.finalLoss() < result.curve().get(0).loss() / 2, "loss " + result.finalLoss());
        assertEquals(0, result.quantumSeconds());
        assertTrue(result.classicalSeconds() > 0);
    }

    @Test
    void stopsWhenTheLossIsNoLongerFinite() {
        Training training = new Training("signs", softmax(), () -> 0);
        String message = assertThrows(IllegalStateException.class, () -> training.run(signs(Float.NaN), signs(1), 1))
                .getMessage();
        assertTrue(message.startsWith("Training of signs: loss is NaN in batch "), message);
        assertTrue(message.endsWith(" of pass 1, must be finite; a smaller learning rate may help"), message);
    }
}
