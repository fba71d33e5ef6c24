/** Circuits as differentiable functions of INDArrays. */
package org.dl4jquantum.layer.function;
