package org.dl4jquantum.dl4j.layer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of a recurrent layer: {@code (x, s) -> s'}, for states that are several matrices [batch, nOut], the first of
 * which is the layer's output.
 *
 * @param <T> what a step computed, as its backward pass needs it
 */
interface Cell<T> {

    /** Number of matrices of a state. */
    int numStates();

    /** All circuits, in the order of the layer's configuration. */
    List<CircuitBank> banks();

    /** A step from x [batch, nIn] and a state. */
    T forward(INDArray x, List<INDArray> state, Pass pass);

    /** The state after a step; new arrays. */
    List<INDArray> state(T step);

    /**
     * Adds to the gradients of the parameters.
     *
     * @param dState {@code dL/ds'}
     */
    Back backward(T step, List<INDArray> dState, Pass pass);

    /**
     * What a backward step gives.
     *
     * @param dx {@code dL/dx}
     * @param dState {@code dL/ds}
     */
    record Back(INDArray dx, List<INDArray> dState) {}
}
