package org.dl4jquantum.benchmarks.device;

/** The work of a part. */
public interface Check {
    /**
     * Looks, and says what it has found. What it throws is a check that does not hold.
     *
     * @param conditions what it is to look at, and for how long
     */
    void run(Findings findings, Conditions conditions) throws Exception;
}
