package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.util.List;

/** What one iteration of training reports. */
public final class TrainingUpdate extends QuantumRecord {
    private static final long serialVersionUID = 1;
    private static final int KIND = 2;

    private transient Figures figures = new Figures(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    private transient List<LayerStats> layers = List.of();

    /**
     * Figures of the whole network.
     *
     * @param iteration counted by the network
     * @param epoch counted by the network
     * @param score the loss of the batch
     * @param quantumNorm root of the sum of squares of all gradients of circuit weights, NaN without gradients
     * @param classicalNorm the same of all other parameters, 0 where there are none
     * @param seconds of an iteration, the mean since the report before, NaN in the first
     */
    public record Figures(
            long iteration, long epoch, double score, double quantumNorm, double classicalNorm, double seconds) {}

    /** To be decoded into. */
    public TrainingUpdate() {}

    public TrainingUpdate(String session, String worker, long time, Figures figures, List<LayerStats> layers) {
        super(session, worker, time);
        this.figures = figures;
        this.layers = List.copyOf(layers);
    }

    public Figures figures() {
        return figures;
    }

    /** In the order of {@link NetworkInfo#layers}. */
    public List<LayerStats> layers() {
        return layers;
    }

    @Override
    public String getTypeID() {
        return NetworkInfo.TYPE_ID;
    }

    @Override
    int kind() {
        return KIND;
    }

    @Override
    void writeContent(FieldWriter out) throws IOException {
        out.number(figures.iteration);
        out.number(figures.epoch);
        out.real(figures.score);
        out.real(figures.quantumNorm);
        out.real(figures.classicalNorm);
        out.real(figures.seconds);
        out.list(layers, layer -> layer.write(out));
    }

    @Override
    void readContent(FieldReader in) throws IOException {
        figures = new Figures(in.number(), in.number(), in.real(), in.real(), in.real(), in.real());
        layers = in.list(() -> LayerStats.read(in));
    }
}
