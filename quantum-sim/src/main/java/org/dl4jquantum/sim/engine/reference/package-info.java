/** Engine {@code reference}: the oracle, a textbook simulator that shares nothing with the fast ones. */
package org.dl4jquantum.sim.engine.reference;
