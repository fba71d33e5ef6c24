package org.dl4jquantum.benchmarks.device;

import java.nio.file.Path;

/**
 * What a part is told.
 *
 * @param argument which of its kind it is
 * @param quick whether to see only that all works, on a processor that plays the device
 * @param seconds that it has; a part that takes longer is ended
 * @param home where the bundle was unpacked
 * @param begin as {@link System#nanoTime} says
 */
public record Conditions(String argument, boolean quick, double seconds, Path home, long begin) {
    private static final double NANOS = 1e9;
    /** Of the time, for what cannot be foreseen. */
    private static final double USABLE = 0.9;

    /** Seconds left to begin something in. */
    public double left() {
        return USABLE * seconds - (System.nanoTime() - begin) / NANOS;
    }
}
