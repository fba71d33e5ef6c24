package org.dl4jquantum.sim.engine.cuda;

import java.util.HashMap;
import java.util.Map;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineProvider;

/** Offers engine {@code cuda}, by name only, where there are an NVIDIA driver and a device. */
public final class CudaProvider implements EngineProvider {
    private static final int RANK = -10;
    /** Devices stay open: opening one takes longer than most calls. */
    private static final Map<Settings, CudaDevice> OPEN = new HashMap<>();

    @Override
    public String name() {
        return CudaEngine.NAME;
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    public Engine engine() {
        synchronized (OPEN) {
            return new CudaEngine(OPEN.computeIfAbsent(Settings.ofProperties(), CudaDevice::new));
        }
    }

    /** Lets go of all devices, each of which is closed when its last program is. */
    static void letGo() {
        synchronized (OPEN) {
            OPEN.values().forEach(CudaDevice::closed);
            OPEN.clear();
        }
    }
}
