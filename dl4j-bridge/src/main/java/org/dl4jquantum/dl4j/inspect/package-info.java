/** Looking into networks with quantum layers: their circuits for one sample, their gradients, and where NaN comes from. */
package org.dl4jquantum.dl4j.inspect;
