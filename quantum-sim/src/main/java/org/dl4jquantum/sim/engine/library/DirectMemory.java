package org.dl4jquantum.sim.engine.library;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Memory outside the heap that grows when it must. Never empty, so that its address is never null. */
final class DirectMemory {
    private static final int LEAST_BYTES = 64;

    private ByteBuffer bytes;
    private DoubleBuffer doubles;
    private FloatBuffer floats;
    private long address;
    private final PlanLibrary library;

    DirectMemory(PlanLibrary library) {
        this.library = library;
        allocate(LEAST_BYTES);
    }

    private void allocate(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        doubles = bytes.asDoubleBuffer();
        floats = bytes.asFloatBuffer();
        address = library.address(bytes);
    }

    /**
     * Makes room; what was there is lost when it grows.
     *
     * @throws UnsupportedOperationException if a buffer cannot be as large
     */
    void reserve(long needed) {
        if (needed > Integer.MAX_VALUE) {
            throw new UnsupportedOperationException("engine " + library.engineName() + ": a call needs " + needed
                    + " bytes for one argument, at most " + Integer.MAX_VALUE
                    + " can be copied; use fewer samples a call, or memory outside the heap");
        }
        if (needed > bytes.capacity()) {
            allocate((int) needed);
        }
    }

    ByteBuffer bytes() {
        return bytes;
    }

    DoubleBuffer doubles() {
        return doubles;
    }

    FloatBuffer floats() {
        return floats;
    }

    long address() {
        return address;
    }
}
