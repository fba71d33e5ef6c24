package org.dl4jquantum.sim.engine.cuda;

import java.util.List;
import org.dl4jquantum.sim.engine.CircuitContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of circuits where blocks share so little memory that those of six qubits take tiles. */
@ExtendWith(MockDriver.class)
class CudaTilesTest extends CircuitContract {
    private static final long AS_DEVICES_HAVE = 227 << 10;
    /** State and cotangent of 32 complex doubles, and a double for each of 32 threads. */
    private static final long FOR_FIVE_QUBITS = 32 * 32 + 32 * 8;

    @BeforeEach
    void share() {
        MockDriver.share(FOR_FIVE_QUBITS);
    }

    @AfterEach
    void shareAsDevicesDo() {
        MockDriver.share(AS_DEVICES_HAVE);
    }

    @Override
    protected String engineName() {
        return "cuda";
    }

    @Override
    public List<Integer> batches() {
        return List.of(1, 5);
    }
}
