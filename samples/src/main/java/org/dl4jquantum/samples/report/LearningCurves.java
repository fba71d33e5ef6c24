package org.dl4jquantum.samples.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.dl4jquantum.samples.training.EpochFigures;
import org.dl4jquantum.samples.training.TrainingResult;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of loss and test accuracy over the passes of a training, one line per network. */
final class LearningCurves {
    private static final Color[] COLOURS = {ReportStyle.QUANTUM, ReportStyle.CLASSICAL};

    private LearningCurves() {}

    /** Charts the training loss, on a logarithmic axis. */
    static XYChart loss(List<TrainingResult> results, int width, int height) {
        XYChart chart = chart("Training loss", width, height);
        // Whole decades: between them a logarithmic axis has no numbers.
        DoubleSummaryStatistics losses = results.stream()
                .flatMap(result -> result.curve().stream())
                .mapToDouble(EpochFigures::loss)
                .summaryStatistics();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(losses.getMin()))));
        chart.getStyler().setYAxisMax(Math.pow(10, Math.ceil(Math.log10(losses.getMax()))));
        for (TrainingResult result : results) {
            add(chart, result, result.curve().stream().map(EpochFigures::loss).toList());
        }
        return chart;
    }

    /** Charts the accuracy on the test set in per cent. */
    static XYChart accuracy(List<TrainingResult> results, int width, int height) {
        XYChart chart = chart("Test accuracy, %", width, height);
        chart.getStyler().setYAxisMax(100.0);
        chart.getStyler().setYAxisDecimalPattern("0.00");
        for (TrainingResult result : results) {
            add(
                    chart,
                    result,
                    result.curve().stream().map(f -> 100 * f.testAccuracy()).toList());
        }
        return chart;
    }

    private static void add(XYChart chart, TrainingResult result, List<Double> values) {
        List<Integer> epochs = result.curve().stream().map(EpochFigures::epoch).toList();
        Color colour = COLOURS[chart.getSeriesMap().size() % COLOURS.length];
        XYSeries series = chart.addSeries(result.name(), epochs, values);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(2));
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
    }

    private static XYChart chart(String title, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(title)
                .xAxisTitle("pass over the training set")
                .build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(ReportStyle.PAPER);
        style.setChartTitleFont(ReportStyle.HEADING);
        style.setPlotBackgroundColor(ReportStyle.PAPER);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(ReportStyle.GRID);
        style.setAxisTitleFont(ReportStyle.TEXT);
        style.setAxisTickLabelsFont(ReportStyle.TEXT);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendFont(ReportStyle.TEXT);
        style.setLegendBorderColor(ReportStyle.PAPER);
        style.setMarkerSize(5);
        style.setLocale(Locale.ROOT);
        return chart;
    }
}
