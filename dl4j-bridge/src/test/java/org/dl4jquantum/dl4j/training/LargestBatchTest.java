package org.dl4jquantum.dl4j.training;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.CrashReportingUtil;
import org.dl4jquantum.dl4j.TestNetworks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class LargestBatchTest {
    private static final DataType TYPE = DataType.FLOAT;

    @BeforeAll
    static void noCrashDumps() {
        CrashReportingUtil.crashDumpsEnabled(false);
    }

    private static DataSet batch(int size) {
        return TestNetworks.data(TYPE, size);
    }

    private static IntFunction<DataSet> failingAbove(int size, Runnable failure) {
        return wanted -> {
            if (wanted > size) {
                failure.run();
            }
            return batch(wanted);
        };
    }

    private static void outOfHeap() {
        throw new OutOfMemoryError("Java heap space");
    }

    /** What native code says for an array of 8 TB. */
    private static void outOfNativeMemory() {
        Nd4j.createUninitialized(TYPE, 2_000_000, 1_000_000).close();
    }

    private static void wrappedByDl4j() {
        throw new RuntimeException("Error during neural network backpropagation", new OutOfMemoryError("physical"));
    }

    @Test
    void isFoundToWithinAnEighthWhateverRunsOut() {
        List<Runnable> failures = List.of(
                LargestBatchTest::outOfHeap, LargestBatchTest::outOfNativeMemory, LargestBatchTest::wrappedByDl4j);
        for (Runnable failure : failures) {
            Model model = Hybrids.graph(TYPE);
            LargestBatch.Result found = LargestBatch.find(model, failingAbove(100, failure), 1000);
            assertTrue(found.size() <= 100 && found.size() >= 88, found.toString());
            assertTrue(found.recommended() <= 80 && found.recommended() >= 70, found.toString());
            assertEquals(new LargestBatch.Attempt(1, true), found.attempts().get(0));
            assertTrue(found.attempts().contains(new LargestBatch.Attempt(128, false)));
            assertEquals(
                    found.size(),
                    found.attempts().stream()
                            .filter(LargestBatch.Attempt::fits)
                            .mapToInt(LargestBatch.Attempt::size)
                            .max()
                            .orElseThrow());
        }
    }

    @Test
    void theNetworkGoesOnAsIfNothingHadHappened() {
        for (int kind = 0; kind < 2; kind++) {
            Network network = Network.of(Hybrids.both(TYPE).get(kind));
            Network undisturbed = Network.of(Hybrids.both(TYPE).get(kind));
            network.fit(batch(4));
            undisturbed.fit(batch(4));
            LargestBatch.find(network.model(), failingAbove(10, LargestBatchTest::outOfNativeMemory), 50);
            assertEquals(1, network.iteration());
            for (int step = 0; step < 3; step++) {
                network.fit(batch(4));
                undisturbed.fit(batch(4));
            }
            assertIdentical(undisturbed.model().params(), network.model().params());
        }
    }

    @Test
    void theLimitIsTriedAndNotPassed() {
        LargestBatch.Result found = LargestBatch.find(Hybrids.graph(TYPE), LargestBatchTest::batch, 20);
        assertEquals(20, found.size());
        assertEquals(
                List.of(1, 2, 4, 8, 16, 20),
                found.attempts().stream().map(LargestBatch.Attempt::size).toList());
        assertEquals(
                1,
                LargestBatch.find(Hybrids.graph(TYPE), LargestBatchTest::batch, 1)
                        .size());
    }

    @Test
    void whereNothingFitsNothingIsRecommended() {
        LargestBatch.Result found =
                LargestBatch.find(Hybrids.graph(TYPE), failingAbove(0, LargestBatchTest::outOfHeap), 8);
        assertEquals(0, found.size());
        assertEquals(0, found.recommended());
        assertEquals(List.of(new LargestBatch.Attempt(1, false)), found.attempts());
    }

    @Test
    void otherFailuresAreNotTakenForMemory() {
        Network network = Network.of(Hybrids.graph(TYPE));
        assertThrows(
                ArithmeticException.class,
                () -> LargestBatch.find(
                        network.model(),
                        failingAbove(2, () -> {
                            throw new ArithmeticException("not memory");
                        }),
                        8));
        assertIdentical(Hybrids.graph(TYPE).params(), network.model().params());
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertNeedsANetwork(model -> LargestBatch.find(model, LargestBatchTest::batch, 8));
        Refused.assertRefused(
                "largest batch: limit 0, at least 1 is needed",
                () -> LargestBatch.find(Hybrids.graph(TYPE), LargestBatchTest::batch, 0));
    }
}
