package org.dl4jquantum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Asserts that something is refused, and in which words. */
public final class Refusals {
    private Refusals() {}

    /** The caller's mistake. */
    public static void assertRefused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    /** A capability that lacks. */
    public static void assertUnsupported(String message, Executable action) {
        assertEquals(
                message,
                assertThrows(UnsupportedOperationException.class, action).getMessage());
    }
}
