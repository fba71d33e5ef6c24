/**
 * Circuits as immutable data: gates, operations on qubits, and angles as polynomials in inputs and weights. Nothing here
 * simulates.
 */
package org.dl4jquantum.sim.circuit;
