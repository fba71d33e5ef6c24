package org.dl4jquantum.layer.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.sim.engine.DeviceException;
import org.dl4jquantum.sim.engine.cuda.MockDriver;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;

/** Graphs of SameDiff whose circuit runs on a device, by way of a driver that is none. */
@ExtendWith(MockDriver.class)
class DeviceGraphTest {
    private static final double TOLERANCE = 1e-10;
    private static final int OUT_OF_MEMORY = 2;

    private static SameDiff trained(String engine) {
        SameDiff graph = TestGraph.create(TestNodes.weighted().withEngine(engine));
        TestGraph.fit(graph, 5);
        return graph;
    }

    private static double[] weights(SameDiff graph) {
        return graph.getVariable("theta").getArr().toDoubleVector();
    }

    @Test
    void fitOnADeviceIsFitOnTheProcessor() {
        double[] onProcessor = weights(trained("native"));
        SameDiff graph = trained("cuda");
        assertArrayEquals(onProcessor, weights(graph), TOLERANCE);
        assertTrue(MockDriver.get(Field.LAUNCHES) > 0);
    }

    @Test
    void storedGraphRunsOnTheDevice(@TempDir Path folder) {
        SameDiff graph = trained("cuda");
        File file = folder.resolve("graph.fb").toFile();
        graph.save(file, true);
        SameDiff restored = SameDiff.load(file, true);
        long before = MockDriver.get(Field.LAUNCHES);
        assertEquals(TestGraph.output(graph, "prediction"), TestGraph.output(restored, "prediction"));
        assertTrue(MockDriver.get(Field.LAUNCHES) > before);
    }

    @Test
    void errorOfTheDeviceReachesWhoeverFits() throws InterruptedException {
        SameDiff graph = trained("cuda");
        double[] before = weights(graph);
        MockDriver.failAt(1, OUT_OF_MEMORY);
        DeviceException exception = assertThrows(DeviceException.class, () -> TestGraph.fit(graph, 1));
        MockDriver.failAt(0, 0);
        assertEquals("CUDA_ERROR_OUT_OF_MEMORY", exception.errorName());
        assertArrayEquals(before, weights(graph));
        TestGraph.fit(graph, 1);
    }
}
