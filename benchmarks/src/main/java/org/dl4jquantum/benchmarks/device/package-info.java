/**
 * The check of engine {@code cuda} on a machine with a GPU: parts that run in processes of their own, so that none can take
 * the others with it, and a report. {@code benchmarks/gpu-check} packs it with all that it needs but a driver.
 */
package org.dl4jquantum.benchmarks.device;
