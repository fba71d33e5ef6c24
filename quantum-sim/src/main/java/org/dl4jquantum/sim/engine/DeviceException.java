package org.dl4jquantum.sim.engine;

/** A device failed in the middle of a call. What was to be written is undefined; the next call starts afresh. */
public abstract class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String errorName;

    private DeviceException(String message, String errorName) {
        super(message);
        this.errorName = errorName;
    }

    /** What the device's own interface calls the error, {@code CUDA_ERROR_OUT_OF_MEMORY} for example. */
    public String errorName() {
        return errorName;
    }

    /** Memory of the device lacks. */
    public static final class OutOfMemory extends DeviceException {
        private static final long serialVersionUID = 1;

        private final long bytesNeeded;
        private final long bytesFree;

        public OutOfMemory(String message, String errorName, long bytesNeeded, long bytesFree) {
            super(message, errorName);
            this.bytesNeeded = bytesNeeded;
            this.bytesFree = bytesFree;
        }

        /** Bytes of the allocation that failed; 0 where that is not known. */
        public long bytesNeeded() {
            return bytesNeeded;
        }

        /** Bytes that were free then. */
        public long bytesFree() {
            return bytesFree;
        }
    }

    /** A kernel could not be started, or did not end as it should. */
    public static final class LaunchFailed extends DeviceException {
        private static final long serialVersionUID = 1;

        public LaunchFailed(String message, String errorName) {
            super(message, errorName);
        }
    }

    /** The device, or all that was prepared on it, is gone; the next call tries to begin anew. */
    public static final class Lost extends DeviceException {
        private static final long serialVersionUID = 1;

        public Lost(String message, String errorName) {
            super(message, errorName);
        }
    }
}
