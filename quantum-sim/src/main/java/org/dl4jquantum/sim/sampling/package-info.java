/** Finite numbers of measurements: shots drawn from exact probabilities by a counter-based random stream. */
package org.dl4jquantum.sim.sampling;
