package org.dl4jquantum.dl4j.feature;

/** Shows that a feature works, or throws. */
interface Proof {
    void of(Trial trial) throws Exception;
}
