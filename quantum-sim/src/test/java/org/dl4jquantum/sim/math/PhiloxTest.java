package org.dl4jquantum.sim.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jquantum.sim.math.RandomKey.Purpose;
import org.junit.jupiter.api.Test;

class PhiloxTest {
    private static final RandomKey KEY = RandomKey.training(42, 7);
    private static final int DRAWS = 100_000;
    /** Standard errors that a mean of {@link #DRAWS} numbers may be off. */
    private static final double SIGMAS = 5;

    /** The known answers of the authors' Random123 library, file {@code kat_vectors}, philox4x32 with 10 rounds. */
    @Test
    void encryptionGivesTheKnownAnswers() {
        assertEncrypts(new int[4], 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertEncrypts(new int[] {-1, -1, -1, -1}, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertEncrypts(
                new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                0xa4093822,
                0x299f31d0,
                0xd16cfe09,
                0x94fdcceb,
                0x5001e420,
                0x24126ea1);
    }

    @Test
    void firstNumbersStayWhatStoredResultsDependOn() {
        Philox random = new Philox(new RandomKey(0, 0, Purpose.SHOTS, 0), 0);
        // Words 2, 3 and then 0, 1 of the first known answer, 53 bits each.
        assertEquals((0xbc57ac4cL << 21 | 0x9b00dbd8L >>> 11) * 0x1p-53, random.nextDouble());
        assertEquals((0x6627e8d5L << 21 | 0xe169c58dL >>> 11) * 0x1p-53, random.nextDouble());
    }

    @Test
    void equalKeysGiveEqualNumbers() {
        assertArrayEquals(numbers(KEY, 3, 100), numbers(RandomKey.training(42, 7), 3, 100));
    }

    @Test
    void samplesCountFromTheFirstOfTheCall() {
        assertArrayEquals(numbers(KEY, 12, 100), numbers(KEY.startingAt(10), 2, 100));
    }

    @Test
    void everyPartOfAKeyChangesTheNumbers() {
        List<double[]> streams = Stream.of(
                        numbers(KEY, 0, 4),
                        numbers(KEY, 1, 4),
                        numbers(KEY, 1L << 32, 4),
                        numbers(KEY, 1L << 33, 4),
                        numbers(RandomKey.training(43, 7), 0, 4),
                        numbers(RandomKey.training(42 + (1L << 32), 7), 0, 4),
                        numbers(RandomKey.training(42, 8), 0, 4),
                        numbers(RandomKey.training(42, 7 + (1L << 32)), 0, 4),
                        numbers(RandomKey.inference(42), 0, 4),
                        numbers(KEY.forPurpose(Purpose.GRADIENT_SHOTS), 0, 4),
                        numbers(KEY.forPurpose(Purpose.WEIGHTS), 0, 4))
                .toList();
        Set<Double> seen = new HashSet<>();
        for (double[] stream : streams) {
            for (double number : stream) {
                assertTrue(seen.add(number), "number " + number + " occurs twice");
            }
        }
    }

    @Test
    void numbersAreUniform() {
        int bins = 64;
        int[] counts = new int[bins];
        Philox random = new Philox(KEY, 0);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            double number = random.nextDouble();
            assertTrue(number >= 0 && number < 1, () -> "number " + number);
            counts[(int) (number * bins)]++;
            sum += number;
        }
        assertEquals(0.5, sum / DRAWS, SIGMAS * Math.sqrt(1.0 / 12 / DRAWS));
        double chiSquare = 0;
        double expected = (double) DRAWS / bins;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        assertEquals(bins - 1, chiSquare, SIGMAS * Math.sqrt(2.0 * (bins - 1)));
    }

    @Test
    void neighbouringStreamsAreUncorrelated() {
        RandomKey next = RandomKey.training(42, 8);
        assertUncorrelated(numbers(KEY, 0, DRAWS), numbers(KEY, 1, DRAWS));
        assertUncorrelated(numbers(KEY, 0, DRAWS), numbers(next, 0, DRAWS));
        assertUncorrelated(numbers(KEY, 0, DRAWS), numbers(KEY.forPurpose(Purpose.GRADIENT_SHOTS), 0, DRAWS));
    }

    /** The first numbers of many samples are as uniform as many numbers of one sample. */
    @Test
    void firstNumbersOfManySamplesAreUncorrelated() {
        double[] first = new double[DRAWS];
        double[] second = new double[DRAWS];
        for (int sample = 0; sample < DRAWS; sample++) {
            Philox random = new Philox(KEY, sample);
            first[sample] = random.nextDouble();
            second[sample] = random.nextDouble();
        }
        assertUncorrelated(first, second);
    }

    private static void assertUncorrelated(double[] a, double[] b) {
        double covariance = 0;
        for (int i = 0; i < a.length; i++) {
            covariance += (a[i] - 0.5) * (b[i] - 0.5) * 12 / a.length;
        }
        assertEquals(0, covariance, SIGMAS / Math.sqrt(a.length));
    }

    private static double[] numbers(RandomKey key, long sample, int count) {
        Philox random = new Philox(key, sample);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextDouble();
        }
        return numbers;
    }

    private static void assertEncrypts(int[] counter, int key0, int key1, int... expected) {
        Philox.encrypt(counter, key0, key1);
        assertArrayEquals(expected, counter);
    }
}
