/** Every feature of DL4J, proved for every layer; {@code docs/dl4j-support.md} is written from here. */
package org.dl4jquantum.dl4j.feature;
