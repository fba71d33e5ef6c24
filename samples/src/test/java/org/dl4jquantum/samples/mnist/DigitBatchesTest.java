package org.dl4jquantum.samples.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class DigitBatchesTest {
    private static final Distortion DISTORTION = new Distortion(12, 0.1, 2);

    private static DigitImages digits;

    @BeforeAll
    static void readDigits() throws IOException {
        digits = ZeroOneDigits.embedded().train().first(40);
    }

    @Test
    void cutsEverythingAndLeavesTheRestToTheLastBatch() {
        DigitBatches batches = DigitBatches.forTesting(digits, 16);
        assertEquals(3, batches.count());
        assertArrayEquals(
                new long[] {16, 1, 28, 28}, batches.get(0).getFeatures().shape());
        assertArrayEquals(
                new long[] {8, 1, 28, 28}, batches.get(2).getFeatures().shape());
        assertEquals(DataType.FLOAT, batches.get(0).getFeatures().dataType());
    }

    @Test
    void testBatchesKeepOrderPixelsAndLabels() {
        DigitBatches batches = DigitBatches.forTesting(digits, 16);
        batches.shuffle();
        DataSet second = batches.get(1);
        for (int i = 0; i < 16; i++) {
            assertEquals(1, second.getLabels().getInt(i, digits.label(16 + i)));
            assertEquals(0, second.getLabels().getInt(i, 1 - digits.label(16 + i)));
            float expected = (digits.pixel(16 + i, 14, 13) / 255f - 0.1307f) / 0.3081f;
            assertEquals(expected, second.getFeatures().getFloat(i, 0, 14, 13), 1e-5f);
        }
    }

    @Test
    void aSeedRepeatsOrderAndDistortion() {
        DigitBatches one = DigitBatches.forTraining(digits, 16, DISTORTION, 5);
        DigitBatches same = DigitBatches.forTraining(digits, 16, DISTORTION, 5);
        DigitBatches other = DigitBatches.forTraining(digits, 16, DISTORTION, 6);
        one.shuffle();
        same.shuffle();
        other.shuffle();
        DataSet batch = one.get(0);
        assertEquals(batch, same.get(0));
        assertNotEquals(batch, other.get(0));
        assertNotEquals(batch, one.get(0), "the same digits are distorted anew");
    }

    @Test
    void noDistortionLeavesAnImageAsItIs() {
        float[] drawn = new float[28 * 28];
        Distortion.NONE.draw(digits, 3, new SplittableRandom(1), drawn, 0);
        for (int r = 0; r < 28; r++) {
            for (int c = 0; c < 28; c++) {
                assertEquals(digits.pixel(3, r, c) / 255f, drawn[28 * r + c], 1e-6f);
            }
        }
    }

    @Test
    void aSmallTurnNeitherLosesInkNorMovesItFar() {
        byte[] pixels = new byte[25];
        pixels[7] = (byte) 255;
        DigitImages dot = new DigitImages(5, 5, pixels, new byte[] {1});
        float[] drawn = new float[25];
        new Distortion(10, 0, 0).draw(dot, 0, new SplittableRandom(7), drawn, 0);
        float ink = 0;
        for (float value : drawn) {
            ink += value;
        }
        assertEquals(1, ink, 0.1);
        assertEquals(1, drawn[7], 0.3);
    }
}
