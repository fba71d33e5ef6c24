/** Prediction by saved networks: over HTTP, and from file to file. */
package org.dl4jquantum.samples.serving;
