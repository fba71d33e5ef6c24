/**
 * Circuits as SameDiff operations. ND4J's executioners run native code only, so ours takes their place and runs our
 * operations in Java; {@link org.dl4jquantum.layer.op.QuantumOps} installs it.
 */
package org.dl4jquantum.layer.op;
