package org.dl4jquantum.sim.engine;

/** An engine that exists but cannot work here: a library, driver or device is missing. */
public final class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
