package org.dl4jquantum.layer.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jquantum.layer.Executioners;
import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.layer.op.QuantumOps;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

class BackendsTest {
    private static final String REFUSAL =
            "quantum node: ND4J runs on CUDA, put org.dl4jquantum:quantum-layer-cuda on the"
                    + " class path, or take backend nd4j-native";

    @Test
    void theCpuBackendIsServedHere() {
        Backend backend = Backends.present();
        assertEquals("nd4j-native", backend.artifact());
        assertEquals(NativeOpExecutioner.class.getName(), backend.stockExecutioner());
        assertFalse(backend.deviceArrays().isPresent());
    }

    @Test
    void withoutItsModuleTheCudaBackendIsRefusedNamingIt() throws Exception {
        Executioners.under(Executioners.calledCuda(), () -> {
            assertEquals(REFUSAL, refusal(() -> new HybridFunction(TestNodes.weighted())));
            assertEquals(REFUSAL, refusal(QuantumOps::install));
            return null;
        });
    }

    private static String refusal(Runnable call) {
        return assertThrows(UnsupportedOperationException.class, call::run).getMessage();
    }
}
