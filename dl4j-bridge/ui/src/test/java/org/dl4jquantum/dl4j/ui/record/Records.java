package org.dl4jquantum.dl4j.ui.record;

import java.util.List;
import org.dl4jquantum.dl4j.training.ComponentTiming;
import org.dl4jquantum.dl4j.training.ComponentTiming.LayerTime;
import org.dl4jquantum.dl4j.ui.record.TrainingUpdate.Figures;

/** Records of each kind. */
public final class Records {
    private Records() {}

    public static NetworkInfo info(String session, String circuit) {
        LayerInfo.Circuit drawn = new LayerInfo.Circuit(2, circuit);
        return new NetworkInfo(
                session, "w", 5, List.of(new LayerInfo("größe", "QuantumLayer", "java", 24, List.of(drawn))));
    }

    public static TrainingUpdate update(String session, long time) {
        LayerStats layer = new LayerStats(
                "größe",
                Histogram.of(0, 1, 2),
                Histogram.EMPTY,
                Double.NaN,
                0.25,
                List.of(0.5, Double.NaN),
                List.of(0.1, 0.2),
                1e-3);
        Figures figures = new Figures(time, 2, 0.7, 3, Double.POSITIVE_INFINITY, Double.NaN);
        return new TrainingUpdate(session, "w", time, figures, List.of(layer));
    }

    public static TimeShares timing(String session) {
        List<LayerTime> layers =
                List.of(new LayerTime("dense", false, 100, 200), new LayerTime("quantum", true, 300, 400));
        return new TimeShares(session, "w", 7, new ComponentTiming(layers, 2000, 10));
    }
}
