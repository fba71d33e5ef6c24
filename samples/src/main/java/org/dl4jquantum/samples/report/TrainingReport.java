package org.dl4jquantum.samples.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.dl4jquantum.samples.mnist.DigitImages;
import org.dl4jquantum.samples.training.Predictions;
import org.dl4jquantum.samples.training.TrainingResult;

/** A training on one page: how loss and accuracy went, and what the first network makes of the test digits. */
public final class TrainingReport {
    /** Width of the picture in pixels. */
    public static final int WIDTH = 2000;

    /** Pixels per unit of layout: fine enough to zoom in and to print. */
    private static final int SCALE = 2;

    private static final int MARGIN = 28;
    private static final int INNER = WIDTH / SCALE - 2 * MARGIN;
    private static final int TITLE_HEIGHT = 64;
    private static final int CHART_HEIGHT = 300;
    private static final int HEADING_HEIGHT = 40;
    private static final int HARDEST_ROWS = 1;
    private static final int FIRST_ROWS = 3;

    private TrainingReport() {}

    /**
     * Draws the page.
     *
     * @param title what was trained
     * @param subtitle on what, and how
     * @param results at least one; the digits are shown with the predictions of the first
     * @param digits the test digits
     */
    public static BufferedImage draw(String title, String subtitle, List<TrainingResult> results, DigitImages digits) {
        int height = TITLE_HEIGHT
                + CHART_HEIGHT
                + 2 * HEADING_HEIGHT
                + PredictionSheet.height(HARDEST_ROWS + FIRST_ROWS, INNER)
                + 2 * MARGIN;
        BufferedImage page = new BufferedImage(WIDTH, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = page.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.scale(SCALE, SCALE);
        g.setColor(ReportStyle.PAPER);
        g.fillRect(0, 0, WIDTH / SCALE, height);
        g.translate(MARGIN, MARGIN);

        g.setColor(ReportStyle.INK);
        g.setFont(ReportStyle.TITLE);
        g.drawString(title, 0, 20);
        g.setColor(ReportStyle.FAINT);
        g.setFont(ReportStyle.TEXT);
        g.drawString(subtitle, 0, 42);
        g.translate(0, TITLE_HEIGHT);

        int chartWidth = (INNER - MARGIN) / 2;
        LearningCurves.loss(results, chartWidth, CHART_HEIGHT).paint(g, chartWidth, CHART_HEIGHT);
        g.translate(chartWidth + MARGIN, 0);
        LearningCurves.accuracy(results, chartWidth, CHART_HEIGHT).paint(g, chartWidth, CHART_HEIGHT);
        g.translate(-chartWidth - MARGIN, CHART_HEIGHT);

        Predictions predictions = results.get(0).test();
        String reader = "the " + results.get(0).name() + " network";
        heading(g, "Hardest for " + reader + ": mistakes in red, then what it is least sure of");
        PredictionSheet.draw(g, digits, predictions, PredictionSheet.hardest(predictions, HARDEST_ROWS), INNER);
        g.translate(0, PredictionSheet.height(HARDEST_ROWS, INNER));
        heading(g, "The first test digits, as " + reader + " reads them, and how sure it is");
        PredictionSheet.draw(g, digits, predictions, PredictionSheet.first(predictions, FIRST_ROWS), INNER);
        g.dispose();
        return page;
    }

    private static void heading(Graphics2D g, String text) {
        g.setColor(ReportStyle.INK);
        g.setFont(ReportStyle.HEADING);
        g.drawString(text, 0, HEADING_HEIGHT - 12);
        g.translate(0, HEADING_HEIGHT);
    }
}
