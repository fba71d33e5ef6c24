package org.dl4jquantum.benchmarks.compare;

import org.dl4jquantum.sim.function.QuantumNode;

/**
 * A circuit to run on a batch.
 *
 * @param node circuit and measurement; engine and gradient method are set by whoever runs it
 * @param batch samples
 * @param pass what is asked of it
 */
public record CircuitCase(QuantumNode node, int batch, Pass pass) {

    public enum Pass {
        VALUES,
        GRADIENT,
        /** Values and then the gradient, in two calls, as in a training step. */
        STEP
    }
}
