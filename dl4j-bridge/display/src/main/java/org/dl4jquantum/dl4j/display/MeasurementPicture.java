package org.dl4jquantum.dl4j.display;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.inspect.MeasurementResult;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.CategoryStyler;

/** Measured values as columns, with bars of one standard error where there are shots. */
final class MeasurementPicture {
    private static final int MOST_COLUMNS = 32;
    /** So many are shown even where they are zero. */
    private static final int FEW_VALUES = 16;

    private static final int NARROWEST = 420;
    private static final int COLUMN = 26;
    private static final int HEIGHT = 320;
    private static final int AXIS = 90;
    private static final int SHORT_LABEL = 4;
    private static final int FEW_COLUMNS = 10;

    private MeasurementPicture() {}

    static Picture of(MeasurementResult result) {
        List<Integer> shown = IntStream.range(0, result.values().size())
                .boxed()
                .filter(k ->
                        result.values().size() <= FEW_VALUES || result.values().get(k) != 0)
                .sorted(Comparator.comparingDouble(
                        (Integer k) -> -Math.abs(result.values().get(k))))
                .limit(MOST_COLUMNS)
                .sorted()
                .toList();
        int width = Math.max(NARROWEST, AXIS + COLUMN * shown.size());
        String title = title(result, shown.size());
        CategoryChart chart = new CategoryChartBuilder()
                .width(width)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(result.isProbabilities() ? "probability" : "expectation")
                .build();
        dress(chart, result, shown);
        List<String> labels = shown.stream().map(result.labels()::get).toList();
        List<Double> values = shown.stream().map(result.values()::get).toList();
        List<Double> errors = shown.stream().map(result.standardErrors()::get).toList();
        boolean hasErrors = errors.stream().allMatch(Double::isFinite) && result.shots() > 0;
        CategorySeries series = hasErrors
                ? chart.addSeries("measured", labels, values, errors)
                : chart.addSeries("measured", labels, values);
        series.setFillColor(Style.QUANTUM);
        return Picture.of(title, width, HEIGHT, g -> chart.paint(g, width, HEIGHT));
    }

    private static String title(MeasurementResult result, int shown) {
        String how = result.shots() == 0
                ? "Exact " + (result.isProbabilities() ? "probabilities" : "expectations")
                : result.shots() + (result.shots() == 1 ? " shot" : " shots, bars: one standard error");
        int hidden = result.values().size() - shown;
        return hidden > 0 ? how + "; " + hidden + " smallest left out" : how;
    }

    private static void dress(CategoryChart chart, MeasurementResult result, List<Integer> shown) {
        Style.dress(chart);
        CategoryStyler style = chart.getStyler();
        style.setLegendVisible(false);
        style.setErrorBarsColor(Style.INK);
        style.setAvailableSpaceFill(0.6);
        boolean upright = shown.size() > FEW_COLUMNS
                || shown.stream().anyMatch(k -> result.labels().get(k).length() > SHORT_LABEL * 3);
        style.setXAxisLabelRotation(upright ? 90 : 0);
        style.setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right);
        double highest = IntStream.range(0, result.values().size())
                .mapToDouble(k -> Math.abs(result.values().get(k))
                        + finite(result.standardErrors().get(k)))
                .max()
                .orElseThrow();
        double top = Math.max(highest, Collections.max(List.of(result.isProbabilities() ? 0.0 : 1.0, 1e-3)));
        style.setYAxisMax(result.isProbabilities() ? Math.min(1, 1.1 * top) : 1.05 * top);
        style.setYAxisMin(result.isProbabilities() ? 0 : -1.05 * top);
    }

    private static double finite(double error) {
        return Double.isFinite(error) ? error : 0;
    }
}
