/** Pictures and files that a training leaves behind. */
package org.dl4jquantum.samples.report;
