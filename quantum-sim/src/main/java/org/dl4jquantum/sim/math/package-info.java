/** Numbers the simulator is made of: complex scalars and matrices, strided real views, the counter-based random stream. */
package org.dl4jquantum.sim.math;
