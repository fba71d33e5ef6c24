/** Encodings of inputs and ansaetze with weights: recipes that append operations to a circuit. */
package org.dl4jquantum.sim.ansatz;
