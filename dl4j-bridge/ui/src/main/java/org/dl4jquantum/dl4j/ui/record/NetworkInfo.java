package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.util.List;

/** The quantum layers of a network; posted once, as static information. */
public final class NetworkInfo extends QuantumRecord {
    /** The type of {@link NetworkInfo} and {@link TrainingUpdate} in storages. */
    public static final String TYPE_ID = "QuantumStats";

    private static final long serialVersionUID = 1;
    private static final int KIND = 1;

    private transient List<LayerInfo> layers = List.of();

    /** To be decoded into. */
    public NetworkInfo() {}

    public NetworkInfo(String session, String worker, long time, List<LayerInfo> layers) {
        super(session, worker, time);
        this.layers = List.copyOf(layers);
    }

    /** In the order of the network. */
    public List<LayerInfo> layers() {
        return layers;
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
        out.list(layers, layer -> layer.write(out));
    }

    @Override
    void readContent(FieldReader in) throws IOException {
        layers = in.list(() -> LayerInfo.read(in));
    }
}
