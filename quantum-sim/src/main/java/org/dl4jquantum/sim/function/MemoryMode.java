package org.dl4jquantum.sim.function;

/** What becomes of the states of a forward pass that a gradient follows. */
public enum MemoryMode {
    /** Stored where they take at most a thirty-second of the memory that the engine has, else computed again. */
    AUTO,
    /** Stored until the gradient has been computed: less time, 2^(numQubits + 1) numbers a sample. */
    STORE,
    /** Computed again by the gradient: no memory between the two. */
    RECOMPUTE;

    private static final int PART = 32;

    /** Whether states that take so many bytes are stored. */
    boolean stores(long bytes, long available) {
        return this == STORE || (this == AUTO && bytes <= available / PART);
    }
}
