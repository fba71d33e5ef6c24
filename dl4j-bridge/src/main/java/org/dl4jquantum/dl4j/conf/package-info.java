/** Layer configurations, as a network's configuration lists them and its file stores them. */
package org.dl4jquantum.dl4j.conf;
