package org.dl4jquantum.dl4j.training;

import org.nd4j.linalg.factory.Nd4j;

/** Tells exhausted memory, of the Java heap or outside it, from other failures. */
final class MemoryErrors {
    private MemoryErrors() {}

    /**
     * Whether memory ran out: an OutOfMemoryError, which DL4J may have wrapped, or native code's refusal, which ND4J
     * reports as a plain RuntimeException.
     */
    static boolean isExhausted(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof OutOfMemoryError
                    || message.contains("bad_alloc")
                    || message.contains("Allocation failed")) {
                return true;
            }
        }
        return false;
    }

    /** Gives back what a network and this thread's workspaces hold; workspaces else keep the size of the largest batch. */
    static void release(Network network) {
        network.clear();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        System.gc();
    }
}
