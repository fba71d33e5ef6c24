/** Networks on a backend whose arrays lie on a device: that of the CUDA driver which is none. */
package org.dl4jquantum.dl4j.device;
