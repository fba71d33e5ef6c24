package org.dl4jquantum.sim.engine.cuda;

import java.util.List;
import org.dl4jquantum.sim.engine.EngineContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, on a driver that runs the kernels on this processor: all these circuits fit one block. */
@ExtendWith(MockDriver.class)
class CudaEngineTest extends EngineContract {
    @Override
    protected String engineName() {
        return "cuda";
    }

    /** Around the number of samples that share a block; every thread of every kernel is one of ours. */
    @Override
    public List<Integer> batches() {
        return List.of(1, 3, 4, 5, 17);
    }
}
