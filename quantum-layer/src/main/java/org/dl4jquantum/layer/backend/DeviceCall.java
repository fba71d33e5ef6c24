package org.dl4jquantum.layer.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of one call as the device sees them. For one thread. */
public interface DeviceCall {

    /** Address of the first element of an array, in the device's memory. */
    long address(INDArray array);

    /**
     * Address, in the host's memory, of the handle of the stream (CUDA's {@code CUstream}) on which the arrays are made:
     * what it has to do so far comes before the call.
     */
    long stream();

    /** Tells that the arrays to be written have been. */
    void done();
}
