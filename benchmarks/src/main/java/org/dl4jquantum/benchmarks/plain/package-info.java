/** Small circuits written out by hand as plain Deeplearning4j layers: what a quantum layer is measured against. */
package org.dl4jquantum.benchmarks.plain;
