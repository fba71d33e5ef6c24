package org.dl4jquantum.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;

/** Circuits that our side and the others read from the same file. */
final class Resources {
    private Resources() {}

    static QuantumNode node(String file) {
        try (InputStream in = Resources.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("resource " + file + " is not beside " + Resources.class);
            }
            return NodeJson.readNode(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
