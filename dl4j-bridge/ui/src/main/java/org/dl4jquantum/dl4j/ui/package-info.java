/**
 * A dashboard of quantum layers in the training UI of Deeplearning4j. {@link org.dl4jquantum.dl4j.ui.QuantumDashboard} is
 * all that a training program needs.
 */
package org.dl4jquantum.dl4j.ui;
