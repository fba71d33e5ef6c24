package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.util.List;

/**
 * What a quantum layer did in one iteration. Gradients are of the mean loss of the batch, before clipping, regularisation
 * and updater.
 *
 * @param name as in {@link LayerInfo}
 * @param weights angles of its circuits, in radians
 * @param gradients {@code dL/dw} of these angles
 * @param gradientNorm root of the sum of squares of these gradients, NaN without gradients
 * @param gradientVariance mean square of these gradients less their squared mean, NaN without gradients
 * @param outputMeans mean over batch and time of each of the first outputs
 * @param outputDeviations standard deviation over batch and time of each of the first outputs
 * @param circuitSeconds spent in circuits in an iteration, the mean since the report before, NaN in the first
 */
public record LayerStats(
        String name,
        Histogram weights,
        Histogram gradients,
        double gradientNorm,
        double gradientVariance,
        List<Double> outputMeans,
        List<Double> outputDeviations,
        double circuitSeconds) {

    public LayerStats {
        outputMeans = List.copyOf(outputMeans);
        outputDeviations = List.copyOf(outputDeviations);
    }

    void write(FieldWriter out) throws IOException {
        out.text(name);
        weights.write(out);
        gradients.write(out);
        out.real(gradientNorm);
        out.real(gradientVariance);
        out.list(outputMeans, out::real);
        out.list(outputDeviations, out::real);
        out.real(circuitSeconds);
    }

    static LayerStats read(FieldReader in) throws IOException {
        return new LayerStats(
                in.text(),
                Histogram.read(in),
                Histogram.read(in),
                in.real(),
                in.real(),
                in.list(in::real),
                in.list(in::real),
                in.real());
    }
}
