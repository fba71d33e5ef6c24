package org.dl4jquantum.dl4j.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where one parameter lies among all of a network.
 *
 * @param layer its layer
 * @param key its key in the layer
 * @param offset of its first number
 * @param length numbers
 */
record ParamRange(String layer, String key, long offset, long length) {

    /** Where the next one begins. */
    long end() {
        return offset + length;
    }

    /** This part of the parameters, or of the gradients, of the whole network, as a flat view. */
    INDArray of(INDArray whole) {
        return whole.reshape(whole.length()).get(NDArrayIndex.interval(offset, end()));
    }
}
