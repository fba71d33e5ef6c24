/** Saving and loading networks, with clear errors. */
package org.dl4jquantum.dl4j.io;
