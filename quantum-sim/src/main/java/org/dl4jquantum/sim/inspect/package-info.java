/** Looking into circuits: states and their entanglement, one operation after the other, and what was measured. */
package org.dl4jquantum.sim.inspect;
