/** Circuits and nodes as JSON. */
package org.dl4jquantum.sim.io;
