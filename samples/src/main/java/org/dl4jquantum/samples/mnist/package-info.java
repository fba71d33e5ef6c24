/** Handwritten zeros and ones, and networks that tell them apart. */
package org.dl4jquantum.samples.mnist;
