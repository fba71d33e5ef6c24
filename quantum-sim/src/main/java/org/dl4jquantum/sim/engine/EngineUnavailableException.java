package org.dl4jquantum.sim.engine;

/** An engine that exists but cannot work here: a library, driver or device is missing. */
public class EngineUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A device that cannot be reached, and what its own interface calls the reason. */
    public abstract static class OfDevice extends EngineUnavailableException {
        private static final long serialVersionUID = 1;

        private final String errorName;

        private OfDevice(String message, String errorName) {
            super(message, null);
            this.errorName = errorName;
        }

        /** {@code CUDA_ERROR_...}, or empty where it was not the driver that refused. */
        public String errorName() {
            return errorName;
        }
    }

    /** No driver, or one that does not start. */
    public static final class NoDriver extends OfDevice {
        private static final long serialVersionUID = 1;

        public NoDriver(String message, String errorName) {
            super(message, errorName);
        }
    }

    /** A driver from before the version that is needed. */
    public static final class DriverTooOld extends OfDevice {
        private static final long serialVersionUID = 1;

        public DriverTooOld(String message, String errorName) {
            super(message, errorName);
        }
    }

    /** A driver, but no device of that number, or one that is too old. */
    public static final class NoDevice extends OfDevice {
        private static final long serialVersionUID = 1;

        public NoDevice(String message, String errorName) {
            super(message, errorName);
        }
    }
}
