/** Help with training hybrid networks: any network of DL4J, its quantum layers found by their type. */
package org.dl4jquantum.dl4j.training;
