/** Notebooks without Jupyter: their cells run by the JDK's own JShell. */
package org.dl4jquantum.samples.notebooks;
