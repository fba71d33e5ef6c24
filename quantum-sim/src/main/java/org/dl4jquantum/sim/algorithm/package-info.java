/** Optimisers of circuit weights that need no network: stochastic, sinusoidal and natural-gradient steps. */
package org.dl4jquantum.sim.algorithm;
