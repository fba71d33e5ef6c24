package org.dl4jquantum.dl4j.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Bars of accuracy and scores, one group per variant. */
final class AblationPicture {
    private AblationPicture() {}

    static void write(AblationReport report, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(800)
                .height(450)
                .title("Ablation after " + report.epochs() + " epochs")
                .yAxisTitle("accuracy, score")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        List<String> names = report.rows().stream()
                .map(row -> row.variant().title() + " (" + row.parameters() + ")")
                .toList();
        chart.addSeries(
                "test accuracy",
                names,
                report.rows().stream().map(AblationReport.Row::testAccuracy).toList());
        chart.addSeries(
                "test score",
                names,
                report.rows().stream().map(AblationReport.Row::testScore).toList());
        chart.addSeries(
                "training score",
                names,
                report.rows().stream().map(AblationReport.Row::trainingScore).toList());
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
