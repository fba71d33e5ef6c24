/** What the configurations become inside a network: parameters, forward and backward passes. */
package org.dl4jquantum.dl4j.layer;
