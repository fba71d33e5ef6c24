package org.dl4jquantum.dl4j.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Derivatives of activations by their values; new arrays. */
final class Slopes {
    private Slopes() {}

    /** {@code s (1 - s)}. */
    static INDArray ofSigmoid(INDArray s) {
        return s.rsub(1).muli(s);
    }

    /** {@code 1 - t^2}. */
    static INDArray ofTanh(INDArray t) {
        return t.mul(t).rsubi(1);
    }
}
