/** Training in full view: progress, figures of each pass, predictions. */
package org.dl4jquantum.samples.training;
