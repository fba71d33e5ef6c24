package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.util.List;
import org.dl4jquantum.dl4j.training.ComponentTiming;
import org.dl4jquantum.dl4j.training.ComponentTiming.LayerTime;

/** Where the time of an iteration goes, layer by layer, as {@link ComponentTiming} measured it. */
public final class TimeShares extends QuantumRecord {
    /** The type in storages. */
    public static final String TYPE_ID = "QuantumTiming";

    private static final long serialVersionUID = 1;
    private static final int KIND = 3;

    private transient ComponentTiming timing = new ComponentTiming(List.of(), 0, 0);

    /** To be decoded into. */
    public TimeShares() {}

    public TimeShares(String session, String worker, long time, ComponentTiming timing) {
        super(session, worker, time);
        this.timing = timing;
    }

    public ComponentTiming timing() {
        return timing;
    }

    @Override
    public String getTypeID() {
        return TYPE_ID;
    }

    @Override
    int kind() {
        return KIND;
    }

    @Override
    void writeContent(FieldWriter out) throws IOException {
        out.real(timing.totalNanos());
        out.number(timing.iterations());
        out.list(timing.layers(), layer -> {
            out.text(layer.name());
            out.number(layer.quantum() ? 1 : 0);
            out.real(layer.forwardNanos());
            out.real(layer.backwardNanos());
        });
    }

    @Override
    void readContent(FieldReader in) throws IOException {
        double total = in.real();
        int iterations = (int) in.number();
        timing = new ComponentTiming(
                in.list(() -> new LayerTime(in.text(), in.number() == 1, in.real(), in.real())), total, iterations);
    }
}
