package org.dl4jquantum.samples.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dl4jquantum.samples.mnist.DigitImages;
import org.dl4jquantum.samples.training.Predictions;

/** A sheet of digits, each with what the network took it for: green where right, red where wrong. */
final class PredictionSheet {
    private static final int COLUMNS = 14;
    private static final int CAPTION_HEIGHT = 18;
    private static final int GAP = 8;

    private PredictionSheet() {}

    /** The mistakes, then what the network was least sure of, in that order. */
    static int[] hardest(Predictions predictions, int rows) {
        return IntStream.range(0, predictions.size())
                .boxed()
                .sorted(Comparator.comparing(predictions::isRight).thenComparing(predictions::confidence))
                .limit((long) COLUMNS * rows)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The first in the order of the set. */
    static int[] first(Predictions predictions, int rows) {
        return IntStream.range(0, Math.min(predictions.size(), COLUMNS * rows)).toArray();
    }

    /** Height of so many rows. */
    static int height(int rows, int width) {
        return rows * (side(width) + CAPTION_HEIGHT + GAP);
    }

    /**
     * Draws digits, each with its prediction and how sure the network is of it.
     *
     * @param g where to draw, its origin the upper left corner
     * @param digits the digits
     * @param predictions one for each digit
     * @param shown which of them to draw
     * @param width of the sheet
     */
    static void draw(Graphics2D g, DigitImages digits, Predictions predictions, int[] shown, int width) {
        int side = side(width);
        for (int k = 0; k < shown.length; k++) {
            int x = k % COLUMNS * (side + GAP);
            int y = k / COLUMNS * (side + CAPTION_HEIGHT + GAP);
            Color colour = predictions.isRight(shown[k]) ? ReportStyle.RIGHT : ReportStyle.WRONG;
            g.drawImage(image(digits, shown[k]), x, y, side, side, null);
            g.setColor(colour);
            g.drawRect(x, y, side, side);
            int baseline = y + side + CAPTION_HEIGHT - 4;
            g.setFont(ReportStyle.HEADING);
            g.drawString(Integer.toString(predictions.predicted(shown[k])), x + 1, baseline);
            g.setFont(ReportStyle.TEXT);
            String confidence = percentage(predictions.confidence(shown[k]));
            g.drawString(confidence, x + side - g.getFontMetrics().stringWidth(confidence), baseline);
        }
    }

    /** Rounded down: 100 % is for certainty. */
    private static String percentage(float fraction) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(1000 * fraction) / 10);
    }

    private static int side(int width) {
        return (width - (COLUMNS - 1) * GAP) / COLUMNS;
    }

    private static BufferedImage image(DigitImages digits, int index) {
        BufferedImage image = new BufferedImage(digits.columns(), digits.rows(), BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < digits.rows(); r++) {
            for (int c = 0; c < digits.columns(); c++) {
                int grey = 255 - digits.pixel(index, r, c);
                image.setRGB(c, r, new Color(grey, grey, grey).getRGB());
            }
        }
        return image;
    }
}
