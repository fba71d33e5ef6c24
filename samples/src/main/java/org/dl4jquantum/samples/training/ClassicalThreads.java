package org.dl4jquantum.samples.training;

import org.nd4j.linalg.factory.Nd4j;

/** How many threads ND4J uses for classical layers. Quantum engines have threads of their own. */
public final class ClassicalThreads {
    private ClassicalThreads() {}

    /**
     * Puts classical layers on one thread, for the rest of the program. Sums then add up in one order, so that a seed
     * gives the same weights on any number of cores; and layers as small as those of the samples are faster so.
     */
    public static void useOne() {
        Nd4j.factory().blas().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
    }
}
