/** Circuits as differentiable functions of inputs and weights. */
package org.dl4jquantum.sim.function;
