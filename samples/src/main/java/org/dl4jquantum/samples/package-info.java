/** Samples to run: {@link org.dl4jquantum.samples.Samples} starts one by its name. */
package org.dl4jquantum.samples;
