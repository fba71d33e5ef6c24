/**
 * Circuits compiled for fast engines. A {@link org.dl4jquantum.sim.plan.Plan} has no gate names and few kinds of
 * operation: a product state to start from, merged diagonals, Pauli rotations, and blocks for what is left. Permutations
 * of basis states cost nothing: they change where an amplitude is stored.
 */
package org.dl4jquantum.sim.plan;
