/** Our side of the comparison with other simulators: a process that is told what to time, line by line. */
package org.dl4jquantum.benchmarks.compare;
