package org.dl4jquantum.samples.training;

/**
 * What one pass over the training set came to.
 *
 * @param epoch number of the pass, from 1
 * @param loss mean of the training loss over the pass
 * @param testAccuracy fraction of test examples that are right after it, 0 to 1; only watched, never acted upon
 */
public record EpochFigures(int epoch, double loss, double testAccuracy) {}
