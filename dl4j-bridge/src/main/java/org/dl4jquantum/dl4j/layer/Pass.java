package org.dl4jquantum.dl4j.layer;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One pass through a layer: its weights as they are in this pass, where gradients go, the name of its random numbers.
 *
 * @param type of all arrays
 * @param weights finds a parameter by its key, with noise where there is any
 * @param gradients views of the network's gradient row by key: what is written there is what is learned
 * @param iteration names random numbers
 * @param workspaces where arrays live
 * @param results what the results of a forward pass are to the network
 */
record Pass(
        DataType type,
        Function<String, INDArray> weights,
        Map<String, INDArray> gradients,
        long iteration,
        LayerWorkspaceMgr workspaces,
        ArrayType results) {

    INDArray weight(String key) {
        return weights.apply(key);
    }

    INDArray gradient(String key) {
        return gradients.get(key);
    }

    /** Room for what the layer gives the layer above. */
    INDArray result(long... shape) {
        return workspaces.createUninitialized(results, type, shape, 'c');
    }

    /** Room for what the layer gives the layer below. */
    INDArray inputGradient(long... shape) {
        return workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, type, shape, 'c');
    }

    /** The same pass at a time step: steps draw different random numbers. */
    Pass at(long step) {
        return new Pass(type, weights, gradients, TimeSteps.iteration(iteration, step), workspaces, results);
    }
}
