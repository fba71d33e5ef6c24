/** Circuits without gate names: the structured steps that fast engines share. */
package org.dl4jquantum.sim.plan;
