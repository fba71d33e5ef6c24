package org.dl4jquantum.dl4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class AccumulatedTrainingTest {
    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 10);

    @Test
    void aStepIsThatOfTheWholeBatch() {
        for (int partSize : new int[] {1, 3, 5, 10, 64}) {
            for (Model model : Hybrids.both(DataType.DOUBLE)) {
                Network whole = Network.of(model).copy();
                AccumulatedTraining inParts = new AccumulatedTraining(model, partSize);
                for (int step = 0; step < 3; step++) {
                    double before = whole.score(data);
                    assertEquals(before, inParts.fit(data), 1e-6);
                    whole.fit(data);
                    double wrong = whole.model()
                            .params()
                            .sub(model.params())
                            .amaxNumber()
                            .doubleValue();
                    assertEquals(0, wrong, 1e-9, "parts of " + partSize);
                }
                assertEquals(3, Network.of(model).iteration());
            }
        }
    }

    @Test
    void masksGoWithTheirExamples() {
        DataSet masked = TestNetworks.data(DataType.DOUBLE, 4);
        masked.setFeaturesMaskArray(Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}}));
        Network whole = Network.of(Hybrids.graph(DataType.DOUBLE));
        Network inParts = whole.copy();
        whole.fit(masked);
        new AccumulatedTraining(inParts.model(), 2).fit(masked);
        double wrong = whole.model()
                .params()
                .sub(inParts.model().params())
                .amaxNumber()
                .doubleValue();
        assertEquals(0, wrong, 1e-9);
        Network unmasked = Network.of(Hybrids.graph(DataType.DOUBLE));
        unmasked.fit(TestNetworks.data(DataType.DOUBLE, 4));
        assertTrue(unmasked.model()
                        .params()
                        .sub(whole.model().params())
                        .amaxNumber()
                        .doubleValue()
                > 1e-6);
    }

    /** Dense 3, quantum 2 and output 2 numbers of 8 bytes, and 4 inputs. */
    @Test
    void savedBytesAreTheActivationsOfTheExamplesThatWait() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            long perExample = 8 * (4 + 3 + 2 + 2);
            AccumulatedTraining training = new AccumulatedTraining(model, 16);
            assertEquals(perExample * (1000 - 16), training.savedBytes(data, 1000));
            assertEquals(0, training.savedBytes(data, 10));
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsANetwork(model -> new AccumulatedTraining(model, 1));
        Refused.assertRefused(
                "accumulated training: parts of 0 examples, at least 1 is needed",
                () -> new AccumulatedTraining(Hybrids.graph(DataType.DOUBLE), 0));
    }
}
