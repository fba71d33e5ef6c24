package org.dl4jquantum.samples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.dl4jquantum.samples.mnist.DigitImages;
import org.dl4jquantum.samples.mnist.ZeroOneDigits;
import org.dl4jquantum.samples.training.EpochFigures;
import org.dl4jquantum.samples.training.Predictions;
import org.dl4jquantum.samples.training.TrainingResult;
import org.junit.jupiter.api.Test;

class TrainingReportTest {
    /** Results whose predictions are all right but for the first {@code wrong}. */
    private static TrainingResult result(String name, DigitImages digits, int wrong) {
        int[] labels = new int[digits.size()];
        int[] predicted = new int[digits.size()];
        float[] confidence = new float[digits.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = digits.label(i);
            predicted[i] = i < wrong ? 1 - labels[i] : labels[i];
            confidence[i] = 0.75f;
        }
        return new TrainingResult(
                name,
                1_000,
                List.of(new EpochFigures(1, 0.3 + wrong, 0.5 + 0.1 * wrong), new EpochFigures(2, 0.01, 1)),
                new Predictions(2, labels, predicted, confidence),
                1,
                2);
    }

    private static int pixels(BufferedImage image, Color colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void showsCurvesAndDigitsInTheirColours() throws IOException {
        DigitImages digits = ZeroOneDigits.embedded().test().first(20);
        BufferedImage page = TrainingReport.draw(
                "title", "subtitle", List.of(result("a", digits, 3), result("b", digits, 0)), digits);
        assertEquals(TrainingReport.WIDTH, page.getWidth());
        assertTrue(page.getHeight() > 1000, "height " + page.getHeight());
        assertTrue(pixels(page, ReportStyle.QUANTUM) > 500);
        assertTrue(pixels(page, ReportStyle.CLASSICAL) > 500);
        assertTrue(pixels(page, ReportStyle.RIGHT) > 17 * 200);
        assertTrue(pixels(page, ReportStyle.WRONG) > 3 * 200);
        assertTrue(pixels(page, Color.BLACK) > 1000, "ink of the digits");
    }

    @Test
    void noMistakeIsNoRed() throws IOException {
        DigitImages digits = ZeroOneDigits.embedded().test().first(20);
        BufferedImage page = TrainingReport.draw("title", "subtitle", List.of(result("a", digits, 0)), digits);
        assertEquals(0, pixels(page, ReportStyle.WRONG));
    }
}
