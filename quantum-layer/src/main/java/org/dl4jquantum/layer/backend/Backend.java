package org.dl4jquantum.layer.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/**
 * A backend of ND4J, as quantum layers and operations need it. Implementations have a constructor without arguments, which
 * touches no class of the backend, and are found by {@link java.util.ServiceLoader}. Safe to use from several threads.
 */
public interface Backend {

    /** What ND4J calls it. */
    OpExecutioner.ExecutionerType type();

    /** Its artifact, for messages. */
    String artifact();

    /** Name of the class of its executioner, which ours extends. */
    String stockExecutioner();

    /** An executioner that does what the stock one does, and runs operations written in Java. */
    RunsJavaOps executioner();

    /**
     * The numbers of an array as the host sees them, from its first element on: those of now, and those to be written.
     * Whoever writes says so by {@link #hostWritten} afterwards.
     *
     * @param array FLOAT or DOUBLE, not empty
     */
    HostMemory hostMemory(INDArray array);

    /** Tells that the host has written into the memory of an array. */
    void hostWritten(INDArray array);

    /** Arrays in the memory of devices, where this backend has them there. */
    Optional<DeviceArrays> deviceArrays();
}
