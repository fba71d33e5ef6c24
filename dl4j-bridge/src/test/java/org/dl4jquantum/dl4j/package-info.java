/** Promises of the documentation. */
package org.dl4jquantum.dl4j;
