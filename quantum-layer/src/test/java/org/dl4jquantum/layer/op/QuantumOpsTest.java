package org.dl4jquantum.layer.op;

import static org.dl4jquantum.layer.Numbers.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jquantum.layer.Executioners;
import org.dl4jquantum.layer.FreshJvm;
import org.dl4jquantum.layer.Numbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.imports.converters.ImportClassMapping;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

class QuantumOpsTest {
    private static final String REFUSAL =
            "java.lang.IllegalStateException: SameDiff operation dl4jquantum_circuit: not installed, native code cannot run it;"
                    + " call QuantumOps.install() first";

    private static final String UNKNOWN =
            "java.lang.IllegalStateException: No op known for hash: 0 and name dl4jquantum_circuit";

    /** Another extension of ND4J that came first. */
    private static final class ForeignExecutioner extends NativeOpExecutioner {}

    @BeforeEach
    void install() {
        QuantumOps.install();
    }

    @Test
    void installingTwiceChangesNothing() {
        OpExecutioner installed = Nd4j.getExecutioner();
        QuantumOps.install();
        assertSame(installed, Nd4j.getExecutioner());
        assertTrue(QuantumOps.isInstalled());
    }

    @Test
    void installingMakesUpForWhatIsMissing() {
        for (String name : List.of(CircuitOp.NAME, CircuitGradientOp.NAME)) {
            DifferentialFunction lost = ImportClassMapping.getOpNameMapping().remove(name);
            assertEquals(name, lost.opName());
            assertFalse(QuantumOps.isInstalled());
            assertThrows(IllegalStateException.class, new CircuitOp()::opHash);
            QuantumOps.install();
            assertTrue(QuantumOps.isInstalled());
        }
    }

    @Test
    void aForeignExecutionerStaysAndIsNamed() throws Exception {
        OpExecutioner foreign = new ForeignExecutioner();
        String message = Executioners.under(foreign, () -> {
            assertFalse(QuantumOps.isInstalled());
            String refusal = assertThrows(UnsupportedOperationException.class, QuantumOps::install)
                    .getMessage();
            assertSame(foreign, Nd4j.getExecutioner());
            return refusal;
        });
        assertEquals(
                "SameDiff operations: ND4J runs on org.dl4jquantum.layer.op.QuantumOpsTest$ForeignExecutioner, only"
                        + " org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner (backend nd4j-native) can be"
                        + " extended",
                message);
    }

    @Test
    void otherOperationsGiveTheSameBitsAsUnderTheStockExecutioner() throws Exception {
        Map<String, INDArray> ours = classicalGradients();
        Map<String, INDArray> stock = Executioners.under(new NativeOpExecutioner(), QuantumOpsTest::classicalGradients);
        assertEquals(Set.of("V", "b"), stock.keySet());
        stock.forEach((name, gradient) -> assertIdentical(gradient, ours.get(name)));
    }

    private static Map<String, INDArray> classicalGradients() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.constant("x", Numbers.of(1, DataType.FLOAT, 17, 9));
        SDVariable v = graph.var("V", Numbers.of(2, DataType.FLOAT, 9, 5));
        SDVariable b = graph.var("b", Numbers.of(3, DataType.FLOAT, 1, 5));
        graph.nn().softmax(graph.math().tanh(x.mmul(v).add(b))).std(true).markAsLoss();
        return graph.calculateGradients(Map.of(), "V", "b");
    }

    @Test
    void whatIsNotInstalledThrowsAndNeverEndsTheJvm(@TempDir File folder) throws Exception {
        File stored = new File(folder, "graph.fb");
        TestGraph.create().save(stored, true);
        FreshJvm.Ending ending = FreshJvm.run(NotInstalledMain.class, stored.getPath());
        assertEquals(0, ending.exitCode(), ending.output());
        List<String> expected = List.of(
                "installed: false",
                "load: " + UNKNOWN,
                "output: " + REFUSAL,
                "gradients: " + UNKNOWN,
                "eager: org.nd4j.linalg.exception.ND4JIllegalStateException: Op name dl4jquantum_circuit - no output"
                        + " arrays were provided and calculateOutputShape failed to execute",
                "registered gradients: " + REFUSAL,
                "installed: true",
                "installed: [x]");
        for (String line : expected) {
            assertTrue(ending.output().lines().anyMatch(line::equals), () -> line + " in\n" + ending.output());
        }
    }
}
