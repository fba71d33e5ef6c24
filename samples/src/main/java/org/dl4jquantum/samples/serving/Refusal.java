package org.dl4jquantum.samples.serving;

/** A request that cannot be answered, and the HTTP status that says why. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
