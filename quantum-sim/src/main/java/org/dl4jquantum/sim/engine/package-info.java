/** The contract between circuits and what simulates them, and the lookup of engines by name. */
package org.dl4jquantum.sim.engine;
