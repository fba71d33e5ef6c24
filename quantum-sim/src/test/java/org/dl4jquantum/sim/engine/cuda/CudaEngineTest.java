package org.dl4jquantum.sim.engine.cuda;

import java.util.List;
import org.dl4jquantum.sim.engine.EngineContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract, on a driver that runs the kernels on this processor: with as much shared memory as devices have, where all
 * these circuits fit one block, and with so little that those of six qubits take tiles.
 */
@ExtendWith(MockDriver.class)
@ParameterizedClass
@ValueSource(longs = {CudaEngineTest.AS_DEVICES_HAVE, CudaEngineTest.FOR_FIVE_QUBITS})
class CudaEngineTest extends EngineContract {
    static final long AS_DEVICES_HAVE = 227 << 10;
    /** State and cotangent of 32 complex doubles, and a double for each of 32 threads. */
    static final long FOR_FIVE_QUBITS = 32 * 32 + 32 * 8;

    private final long sharedLimit;

    CudaEngineTest(long sharedLimit) {
        this.sharedLimit = sharedLimit;
    }

    @BeforeEach
    void share() {
        MockDriver.share(sharedLimit);
    }

    @AfterEach
    void shareAsDevicesDo() {
        MockDriver.share(AS_DEVICES_HAVE);
    }

    @Override
    protected String engineName() {
        return "cuda";
    }

    /** Around the number of samples that share a block; every thread of every kernel is one of ours. */
    @Override
    public List<Integer> batches() {
        return sharedLimit == AS_DEVICES_HAVE ? List.of(1, 3, 4, 5, 17) : List.of(1, 5);
    }
}
