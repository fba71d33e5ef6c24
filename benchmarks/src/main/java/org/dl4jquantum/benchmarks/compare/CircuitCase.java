package org.dl4jquantum.benchmarks.compare;

import org.dl4jquantum.sim.function.QuantumNode;

/**
 * A circuit to run on a batch.
 *
 * @param node circuit and measurement; engine and gradient method are set by whoever runs it
 * @param batch samples
 * @param withGradient whether the gradient is computed after the values
 */
record CircuitCase(QuantumNode node, int batch, boolean withGradient) {}
