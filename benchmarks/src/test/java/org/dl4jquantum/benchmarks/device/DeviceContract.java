package org.dl4jquantum.benchmarks.device;

import java.util.List;
import org.dl4jquantum.sim.engine.EngineContract;
import org.junit.jupiter.api.Test;

/** The contract of engines, for {@code cuda} on whatever device the driver has. Not among the tests of a build. */
class DeviceContract extends EngineContract {
    /** Set where a processor plays the device. */
    static final String QUICK = "gpu-check.quick";

    @Override
    protected String engineName() {
        return "cuda";
    }

    @Override
    public List<Integer> batches() {
        return Boolean.getBoolean(QUICK) ? List.of(1, 5) : super.batches();
    }

    /** Of several warps, of as many as a block has, and of tiles in the device's memory. */
    @Test
    void largerStatesAgree() {
        for (int numQubits : Boolean.getBoolean(QUICK) ? List.of(9) : List.of(9, 11, 12, 13, 14, 15, 16)) {
            assertSamplesAgree(numQubits, 3);
        }
    }
}
