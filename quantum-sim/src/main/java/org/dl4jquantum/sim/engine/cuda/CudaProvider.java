package org.dl4jquantum.sim.engine.cuda;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineProvider;
import org.dl4jquantum.sim.engine.EngineUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers engine {@code cuda}, where there are an NVIDIA driver and a device: by name, and to {@code auto} for large calls. */
public final class CudaProvider implements EngineProvider {
    private static final Logger LOG = LoggerFactory.getLogger(CudaProvider.class);
    private static final int RANK = -10;
    /** Devices stay open: opening one takes longer than most calls. */
    private static final Map<Settings, CudaDevices> OPEN = new HashMap<>();
    /** Whether a driver has devices: asked once, for that starts the driver. */
    private static final Map<Optional<String>, Boolean> PRESENT = new HashMap<>();

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
            return new CudaEngine(OPEN.computeIfAbsent(Settings.ofProperties(), CudaDevices::new));
        }
    }

    /** Says why not, where there is a driver at all. */
    @Override
    public OptionalLong leastWork() {
        if (!Settings.isAutomatic() || !isPresent(Settings.driverOfProperties())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Settings.leastWork());
    }

    private static boolean isPresent(Optional<String> driver) {
        synchronized (OPEN) {
            return PRESENT.computeIfAbsent(driver, path -> {
                try {
                    return DlqCuda.countDevices(path) > 0;
                } catch (EngineUnavailableException.DriverTooOld | EngineUnavailableException.NoDevice e) {
                    LOG.info("{}; auto does without it", e.getMessage());
                    return false;
                } catch (EngineUnavailableException e) {
                    LOG.debug("{}; auto does without it", e.getMessage());
                    return false;
                }
            });
        }
    }

    /** Lets go of all devices, each of which is closed when its last program is. */
    static void letGo() {
        synchronized (OPEN) {
            OPEN.values().forEach(CudaDevices::closed);
            OPEN.clear();
            PRESENT.clear();
        }
    }
}
