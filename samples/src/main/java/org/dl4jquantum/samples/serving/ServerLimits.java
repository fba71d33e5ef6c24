package org.dl4jquantum.samples.serving;

/**
 * What a server takes.
 *
 * @param bodyBytes of a request, at most
 * @param rows of a request, at most
 * @param waiting requests in work or waiting, at most; more are told to come again
 */
public record ServerLimits(int bodyBytes, int rows, int waiting) {

    public ServerLimits {
        if (bodyBytes < 1 || rows < 1 || waiting < 1) {
            throw new IllegalArgumentException("server limits: " + bodyBytes + " bytes, " + rows + " rows, " + waiting
                    + " requests received, at least 1 of each is needed");
        }
    }

    /** 4 MB, 1,000 rows, 64 requests. */
    public static ServerLimits standard() {
        return new ServerLimits(4_000_000, 1_000, 64);
    }
}
