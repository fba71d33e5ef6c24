package org.dl4jquantum.layer.backend;

import java.util.Map;
import java.util.ServiceLoader;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** Finds what serves the backend that ND4J runs on. */
public final class Backends {
    private static final Map<OpExecutioner.ExecutionerType, String> MODULES =
            Map.of(OpExecutioner.ExecutionerType.CUDA, "org.dl4jquantum:quantum-layer-cuda");

    private Backends() {}

    /**
     * What serves ND4J as it runs.
     *
     * @throws UnsupportedOperationException if nothing on the class path does, naming the module that would
     */
    public static Backend present() {
        OpExecutioner.ExecutionerType type = Nd4j.getExecutioner().type();
        for (Backend backend : ServiceLoader.load(Backend.class, Backend.class.getClassLoader())) {
            if (backend.type() == type) {
                return backend;
            }
        }
        String module = MODULES.get(type);
        throw new UnsupportedOperationException("quantum node: ND4J runs on " + type + ", "
                + (module == null
                        ? "only backends nd4j-native and nd4j-cuda-11.6 are served"
                        : "put " + module + " on the class path, or take backend nd4j-native"));
    }
}
