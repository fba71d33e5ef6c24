package org.dl4jquantum.dl4j.layer;

import org.dl4jquantum.sim.function.QuantumNode;

/**
 * A circuit of a layer, and where its weights lie.
 *
 * @param key of the layer's parameter
 * @param firstWeight its weights are those of the parameter from here on
 * @param node what is computed
 */
public record CircuitPlace(String key, int firstWeight, QuantumNode node) {}
