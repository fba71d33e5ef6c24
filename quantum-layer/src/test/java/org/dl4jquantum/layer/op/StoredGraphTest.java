package org.dl4jquantum.layer.op;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import org.dl4jquantum.layer.FreshJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

class StoredGraphTest {
    @TempDir
    private File folder;

    private File file;
    private SameDiff graph;

    @BeforeEach
    void storeAGraphInTraining() {
        graph = TestGraph.create();
        TestGraph.fit(graph, 3);
        file = new File(folder, "graph.fb");
        graph.save(file, true);
    }

    @Test
    void aLoadedGraphGoesOnAsTheStoredOneDoes() {
        SameDiff loaded = SameDiff.load(file, true);
        assertIdentical(TestGraph.output(graph, "prediction"), TestGraph.output(loaded, "prediction"));
        TestGraph.fit(graph, 2);
        TestGraph.fit(loaded, 2);
        assertIdentical(TestGraph.output(graph, "prediction"), TestGraph.output(loaded, "prediction"));
    }

    @Test
    void aFreshJvmGoesOnAsThisOneDoes() throws Exception {
        FreshJvm.Ending ending = FreshJvm.run(StoredGraphMain.class, file.getPath(), folder.getPath());
        assertEquals(0, ending.exitCode(), ending.output());
        assertIdentical(TestGraph.output(graph, "prediction"), Nd4j.readBinary(new File(folder, "loaded.bin")));
        TestGraph.fit(graph, 1);
        assertIdentical(TestGraph.output(graph, "prediction"), Nd4j.readBinary(new File(folder, "trained.bin")));
    }
}
