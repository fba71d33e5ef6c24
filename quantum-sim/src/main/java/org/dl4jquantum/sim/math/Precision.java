package org.dl4jquantum.sim.math;

/** The floating-point type a computation runs in. */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT(Float.BYTES),
    /** IEEE 754 binary64. */
    DOUBLE(Double.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one real number. */
    public int bytes() {
        return bytes;
    }
}
