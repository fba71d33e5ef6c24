/**
 * ND4J's CUDA backend: operations written in Java run by an extension of its executioner, and engine {@code cuda} works on
 * arrays where they lie, in the memory of the device.
 */
package org.dl4jquantum.layer.cuda;
