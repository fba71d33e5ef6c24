package org.dl4jquantum.dl4j.conf;

import java.io.Serial;
import java.io.Serializable;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;

/** A node as a field of a configuration: Java's own serialization stores its JSON, so that old copies stay readable. */
record StoredNode(QuantumNode node) implements Serializable {
    private static final long serialVersionUID = 1;

    /** The node that a stored configuration has, or an error that says that it lacks it. */
    static QuantumNode present(StoredNode stored, Layer in) {
        if (stored == null) {
            throw new DL4JInvalidConfigException(in.getClass().getSimpleName() + " \"" + in.getLayerName()
                    + "\": field \"node\", the circuit, is missing");
        }
        return stored.node;
    }

    @Serial
    private Object writeReplace() {
        return new Text(NodeJson.write(node));
    }

    private record Text(String json) implements Serializable {
        private static final long serialVersionUID = 1;

        @Serial
        private Object readResolve() {
            return new StoredNode(NodeJson.readNode(json));
        }
    }
}
