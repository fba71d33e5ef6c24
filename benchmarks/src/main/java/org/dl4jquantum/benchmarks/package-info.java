/** Timings, kept out of the tests. */
package org.dl4jquantum.benchmarks;
