/** Reference cases made with other projects, and their conversion to our conventions. */
package org.dl4jquantum.sim.vectors;
