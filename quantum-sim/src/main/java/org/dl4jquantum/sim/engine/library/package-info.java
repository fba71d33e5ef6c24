/**
 * What engines have in common whose kernels lie in a library outside the JVM: the code of a plan, memory outside the heap,
 * and a program that checks all arguments on this side of the border. Numbers outside the heap, as ND4J's are, are read and
 * written where they lie; arrays on the heap, and buffers of foreign byte order, are copied.
 */
package org.dl4jquantum.sim.engine.library;
