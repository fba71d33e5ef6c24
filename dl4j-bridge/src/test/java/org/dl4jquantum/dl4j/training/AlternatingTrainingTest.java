package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class AlternatingTrainingTest {
    private final DataSet data = TestNetworks.data(DataType.DOUBLE, 4);

    private static List<INDArray> params(Network network, boolean quantum) {
        List<INDArray> params = new ArrayList<>();
        network.params(quantum)
                .forEach(range -> params.add(range.of(network.model().params()).dup()));
        return params;
    }

    private static boolean moved(List<INDArray> before, List<INDArray> after) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).sub(after.get(i)).amaxNumber().doubleValue() > 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void onlyThePartWhoseTurnItIsMoves() {
        for (Model model : Hybrids.both(DataType.DOUBLE)) {
            Network network = Network.of(model);
            AlternatingTraining training = new AlternatingTraining(model, 2, 1);
            for (boolean quantum : new boolean[] {false, false, true, false, false, true}) {
                assertEquals(quantum, training.isQuantumNext());
                List<INDArray> active = params(network, quantum);
                List<INDArray> resting = params(network, !quantum);
                training.fit(data);
                assertTrue(moved(active, params(network, quantum)));
                for (int i = 0; i < resting.size(); i++) {
                    assertIdentical(resting.get(i), params(network, !quantum).get(i));
                }
            }
        }
    }

    /** With the other part at rest, the updater's state and so every later step is that of training one part alone. */
    @Test
    void theRestingPartLeavesNoTraceInTheUpdatersState() {
        Network alternating = Network.of(Hybrids.graph(DataType.DOUBLE));
        new AlternatingTraining(alternating.model(), 1, 1).fit(data);
        INDArray state = alternating.updater().getStateViewArray();
        INDArray params = alternating.model().params();
        long touched = state.neq(0).castTo(DataType.INT64).sumNumber().longValue();
        long classical =
                alternating.params(false).stream().mapToLong(ParamRange::length).sum();
        assertTrue(params.length() > classical);
        assertTrue(touched > classical && touched <= 2 * classical, "of Adam's two numbers per weight: " + touched);
    }

    @Test
    void bothPartsTogetherLearn() {
        Network network = Network.of(Hybrids.sequence(DataType.DOUBLE));
        double before = network.score(data);
        new AlternatingTraining(network.model(), 3, 2)
                .fit(new ListDataSetIterator<>(Collections.nCopies(120, data), 4));
        assertTrue(network.score(data) < 0.8 * before, before + " -> " + network.score(data));
    }

    @Test
    void aFailedStepMovesNothingThatRests() {
        Network network = Network.of(Hybrids.graph(DataType.DOUBLE));
        network.model().setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                throw new IllegalStateException("listener");
            }
        });
        List<INDArray> resting = params(network, true);
        AlternatingTraining training = new AlternatingTraining(network.model(), 1, 1);
        assertThrows(IllegalStateException.class, () -> training.fit(data));
        assertTrue(!moved(resting, params(network, true)));
        assertTrue(!training.isQuantumNext());
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsAQuantumLayer("alternating training", model -> new AlternatingTraining(model, 1, 1));
        Refused.assertRefused(
                "alternating training: 0 classical steps, at least 1 is needed",
                () -> new AlternatingTraining(Hybrids.graph(DataType.FLOAT), 0, 1));
        Refused.assertRefused(
                "alternating training: -3 quantum steps, at least 1 is needed",
                () -> new AlternatingTraining(Hybrids.graph(DataType.FLOAT), 1, -3));
    }
}
