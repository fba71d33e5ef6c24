/**
 * What backends of ND4J differ in: the class of their executioner, and where arrays lie. Module {@code quantum-layer} serves
 * {@code nd4j-native}; other modules serve others by a {@link org.dl4jquantum.layer.backend.Backend} of their own.
 */
package org.dl4jquantum.layer.backend;
