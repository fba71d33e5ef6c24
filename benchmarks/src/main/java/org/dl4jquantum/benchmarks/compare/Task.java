package org.dl4jquantum.benchmarks.compare;

/** Something to time again and again. */
public interface Task {
    /** The work that is timed. */
    void run();

    /** Numbers by which others are seen to have computed the same; of the last {@link #run}. */
    double[] checkValue();
}
