/** What is measured: Pauli strings, their weighted sums, and the quantities an engine can be asked for. */
package org.dl4jquantum.sim.observable;
