package org.dl4jquantum.sim.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of a program on an accelerator, which another engine runs where they fail. A program that fails several times in a
 * row is left to the other engine for good.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final int MOST_FAILURES = 3;

    private final Accelerator accelerator;
    private final Supplier<Program> compiler;
    private final String other;
    private Optional<Program> program = Optional.empty();
    private int failures;

    /**
     * No call yet.
     *
     * @param compiler of the program, called with the first call
     * @param other name of the engine that runs what fails
     */
    Attempts(Accelerator accelerator, Supplier<Program> compiler, String other) {
        this.accelerator = accelerator;
        this.compiler = compiler;
        this.other = other;
    }

    /** Whether a call of that work is to be attempted. */
    synchronized boolean pays(double work) {
        return work >= accelerator.leastWork() && failures < MOST_FAILURES;
    }

    /**
     * What the call on the accelerator returns, or nothing where the accelerator has failed and the call is to be run by the
     * other engine. Whatever else goes wrong is thrown: it would there, too.
     */
    <R> Optional<R> attempt(Function<Program, R> call) {
        try {
            R result = call.apply(program());
            succeeded();
            return Optional.of(result);
        } catch (DeviceException | EngineUnavailableException | UnsupportedOperationException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** What a call on the accelerator returns. Its failure is thrown: whoever has called takes it to the other engine. */
    <R> R get(Supplier<R> call) {
        try {
            R result = call.get();
            succeeded();
            return result;
        } catch (DeviceException e) {
            failed(e);
            throw e;
        }
    }

    /** As {@link #get}, for a call that returns nothing. */
    void run(Runnable call) {
        get(() -> {
            call.run();
            return true;
        });
    }

    private synchronized Program program() {
        if (program.isEmpty()) {
            program = Optional.of(compiler.get());
        }
        return program.get();
    }

    private synchronized void succeeded() {
        failures = 0;
    }

    private synchronized void failed(RuntimeException cause) {
        // What this engine cannot do at all it will not do next time.
        failures = cause instanceof DeviceException ? failures + 1 : MOST_FAILURES;
        boolean last = failures >= MOST_FAILURES;
        LOG.warn(
                "{}; engine {} runs the call{}",
                cause.getMessage(),
                other,
                last ? " again, and all later ones of this program" : " again");
    }
}
