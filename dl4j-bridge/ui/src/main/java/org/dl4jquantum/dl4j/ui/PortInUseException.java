package org.dl4jquantum.dl4j.ui;

/** A dashboard that was to be served at a port that another program has. */
public final class PortInUseException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final int port;

    PortInUseException(String host, int port, Throwable cause) {
        super(
                "dashboard: port " + port + " of " + host
                        + " is in use; choose another, or none for the next that is free",
                cause);
        this.port = port;
    }

    /** The port that was asked for. */
    public int port() {
        return port;
    }
}
