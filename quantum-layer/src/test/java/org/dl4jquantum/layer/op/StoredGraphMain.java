package org.dl4jquantum.layer.op;

import java.io.File;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/** Loads a stored graph in a JVM of its own; run by {@link StoredGraphTest}. */
final class StoredGraphMain {
    private StoredGraphMain() {}

    /** Arguments: the stored graph, and the folder where the results go. */
    public static void main(String[] arguments) throws Exception {
        QuantumOps.install();
        SameDiff graph = SameDiff.load(new File(arguments[0]), true);
        Nd4j.saveBinary(TestGraph.output(graph, "prediction"), new File(arguments[1], "loaded.bin"));
        TestGraph.fit(graph, 1);
        Nd4j.saveBinary(TestGraph.output(graph, "prediction"), new File(arguments[1], "trained.bin"));
    }
}
