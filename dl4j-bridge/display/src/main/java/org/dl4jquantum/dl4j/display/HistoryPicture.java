package org.dl4jquantum.dl4j.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.dl4jquantum.dl4j.display.TrainingHistory.Epoch;
import org.dl4jquantum.dl4j.display.TrainingHistory.Iteration;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The score of every iteration with the mean of every epoch, and the accuracy by epoch where there is one. */
final class HistoryPicture {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 320;
    private static final float THICK = 2;
    private static final double PER_CENT = 100;
    /** So few are marked each: a single one would not be seen otherwise. */
    private static final int FEW = 30;

    private HistoryPicture() {}

    static Picture of(TrainingHistory history) {
        List<Iteration> iterations = history.iterations();
        if (iterations.isEmpty()) {
            throw new IllegalArgumentException("training history: no iteration yet; add it to the network's listeners"
                    + " (network.addListeners(history)) before fit");
        }
        List<Epoch> epochs = history.epochs();
        XYChart score = score(iterations, epochs);
        List<Epoch> tested =
                epochs.stream().filter(epoch -> epoch.accuracy().isPresent()).toList();
        if (tested.isEmpty()) {
            return Picture.of("Training history", WIDTH, HEIGHT, g -> score.paint(g, WIDTH, HEIGHT));
        }
        XYChart accuracy = accuracy(tested);
        return Picture.of("Training history", 2 * WIDTH, HEIGHT, g -> {
            score.paint((Graphics2D) g.create(0, 0, WIDTH, HEIGHT), WIDTH, HEIGHT);
            accuracy.paint((Graphics2D) g.create(WIDTH, 0, WIDTH, HEIGHT), WIDTH, HEIGHT);
        });
    }

    private static XYChart score(List<Iteration> iterations, List<Epoch> epochs) {
        XYChart chart = chart("Score", "iteration");
        List<Iteration> finite = iterations.stream()
                .filter(iteration -> Double.isFinite(iteration.score()))
                .toList();
        List<Integer> numbers = finite.stream().map(Iteration::iteration).toList();
        List<Double> scores = finite.stream().map(Iteration::score).toList();
        if (!finite.isEmpty()) {
            boolean alone = epochs.size() < 2;
            Color colour = alone ? Style.QUANTUM : Style.tint(Style.QUANTUM, 0.45);
            line(chart, "each iteration", numbers, scores, colour, alone ? THICK : 1, finite.size() < FEW);
            chart.getStyler().setLegendVisible(!alone);
        }
        List<Epoch> whole = epochs.stream()
                .filter(epoch -> Double.isFinite(epoch.meanScore()))
                .toList();
        if (whole.size() > 1) {
            List<Double> middles = whole.stream()
                    .map(epoch -> iterations.stream()
                            .filter(iteration -> iteration.epoch() == epoch.epoch())
                            .mapToInt(Iteration::iteration)
                            .average()
                            .orElseThrow())
                    .toList();
            List<Double> means = whole.stream().map(Epoch::meanScore).toList();
            line(chart, "mean of epoch", middles, means, Style.QUANTUM, THICK, true);
        }
        int lost = iterations.size() - finite.size();
        if (lost > 0) {
            chart.setTitle("Score; " + lost + " of " + iterations.size() + " NaN or infinite");
        }
        return chart;
    }

    private static XYChart accuracy(List<Epoch> tested) {
        XYChart chart = chart("Test accuracy, %", "epoch");
        List<Integer> numbers = tested.stream().map(epoch -> epoch.epoch() + 1).toList();
        List<Double> values = tested.stream()
                .map(epoch -> PER_CENT * epoch.accuracy().orElseThrow())
                .toList();
        chart.getStyler().setYAxisMax(PER_CENT);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisDecimalPattern("0");
        line(chart, "test accuracy", numbers, values, Style.CLASSICAL, THICK, true);
        return chart;
    }

    private static void line(
            XYChart chart,
            String name,
            List<? extends Number> x,
            List<Double> y,
            Color colour,
            float thickness,
            boolean marked) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(thickness));
        series.setMarker(marked ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(colour);
    }

    private static XYChart chart(String title, String across) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(across)
                .build();
        Style.dress(chart);
        chart.getStyler().setYAxisDecimalPattern("0.####");
        chart.getStyler().setMarkerSize(5);
        return chart;
    }
}
