package org.dl4jquantum.sim.engine.portable;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The pieces that loops over a large tile are cut into, for several cores; a small tile is one piece. */
final class Pieces {
    /** Numbers in a state from which a loop over it takes longer than waking a core. */
    private static final long LARGE_TILE = 1L << 18;
    /** Fixed, as it decides the order in which numbers are added. */
    private static final int OF_LARGE_TILE = 8;

    private final int count;

    Pieces(Layout layout) {
        count = (2L * layout.samples()) << layout.numQubits() >= LARGE_TILE ? OF_LARGE_TILE : 1;
    }

    int count() {
        return count;
    }

    /** Does the work of every piece, side by side where other cores are idle. */
    void forEach(IntConsumer work) {
        if (count == 1) {
            work.accept(0);
        } else {
            IntStream.range(0, count).parallel().forEach(work);
        }
    }

    /** Where a piece of {@code total} things begins, and the one before it ends. */
    int start(int piece, int total) {
        return (int) ((long) total * piece / count);
    }
}
