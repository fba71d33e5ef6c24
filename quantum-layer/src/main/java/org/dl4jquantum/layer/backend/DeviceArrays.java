package org.dl4jquantum.layer.backend;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays in the memory of CUDA devices. Safe to use from several threads. */
public interface DeviceArrays {

    /** Number of the calling thread's device, in the driver's order: where its arrays lie. */
    int device();

    /**
     * Brings arrays up to date on the device of the calling thread, which has no copying to do where operations of that
     * device have made them.
     *
     * @param read arrays that a call reads
     * @param written arrays, or parts of arrays, that it writes
     */
    DeviceCall call(List<INDArray> read, List<INDArray> written);
}
