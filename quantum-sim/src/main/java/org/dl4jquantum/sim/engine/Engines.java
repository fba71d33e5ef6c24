package org.dl4jquantum.sim.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/** Finds engines by name. */
public final class Engines {
    /** The name that stands for the fastest engine present. */
    public static final String AUTO = "auto";

    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final List<EngineProvider> PROVIDERS =
            ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparingInt(EngineProvider::rank).reversed())
                    .toList();
    /** What the log was told, so that it is told once. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Engines() {}

    /** Names of all engines on the class path, fastest first. */
    public static List<String> names() {
        return PROVIDERS.stream().map(EngineProvider::name).toList();
    }

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none, naming the known ones
     * @throws EngineUnavailableException if it cannot work on this machine
     */
    public static Engine named(String name) {
        return provider(name).engine();
    }

    /**
     * Refuses a name that is neither {@link #AUTO} nor that of an engine.
     *
     * @throws IllegalArgumentException naming the known engines
     */
    public static void validateName(String name) {
        if (!AUTO.equals(name)) {
            provider(name);
        }
    }

    /**
     * The engine for a circuit: the one named, or for {@link #AUTO} the first by rank that is available and able. Where there
     * is an accelerator, that engine and the accelerator together: each call of a program is run by the one that its work
     * pays on, and again by the former where the accelerator fails.
     *
     * @param name an engine's name or {@link #AUTO}
     * @throws IllegalArgumentException if the name is unknown or the measurement does not fit the circuit
     * @throws UnsupportedOperationException if the engine named, or every engine, cannot run the circuit
     */
    public static Engine select(String name, Circuit circuit, Measurement measurement, Precision precision) {
        measurement.validate(circuit.numQubits());
        if (!AUTO.equals(name)) {
            Engine engine = named(name);
            EngineLimits.check(engine, circuit, measurement, precision);
            return engine;
        }
        Engine fastest = fastest(circuit, measurement, precision);
        return accelerator()
                .<Engine>map(other -> new AcceleratedEngine(fastest, other))
                .orElse(fastest);
    }

    private static Optional<Accelerator> accelerator() {
        for (EngineProvider provider : PROVIDERS) {
            OptionalLong leastWork = provider.leastWork();
            if (leastWork.isPresent()) {
                return Optional.of(new Accelerator(provider, leastWork.getAsLong()));
            }
        }
        return Optional.empty();
    }

    private static Engine fastest(Circuit circuit, Measurement measurement, Precision precision) {
        List<RuntimeException> refusals = new ArrayList<>();
        for (EngineProvider provider : PROVIDERS) {
            if (provider.rank() < 0) {
                continue;
            }
            try {
                Engine engine = provider.engine();
                EngineLimits.check(engine, circuit, measurement, precision);
                if (!refusals.isEmpty()) {
                    tellOnce(
                            "engine {}: taken, because {}",
                            provider.name(),
                            refusals.get(0).getMessage());
                }
                return engine;
            } catch (EngineUnavailableException | UnsupportedOperationException e) {
                refusals.add(e);
            }
        }
        // What an engine that is here cannot do says more than that another is not here.
        throw refusals.stream()
                .min(Comparator.comparing(EngineUnavailableException.class::isInstance))
                .orElseGet(() -> new IllegalStateException("engines: none on the class path, known are " + names()));
    }

    /** Logs a message that it has not logged yet. */
    static void tellOnce(String format, Object... arguments) {
        String message = MessageFormatter.arrayFormat(format, arguments).getMessage();
        if (TOLD.add(message)) {
            LOG.info(message);
        }
    }

    private static EngineProvider provider(String name) {
        return PROVIDERS.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("engine \"" + name + "\": unknown, known are " + AUTO
                        + ", " + names().stream().collect(Collectors.joining(", "))));
    }
}
