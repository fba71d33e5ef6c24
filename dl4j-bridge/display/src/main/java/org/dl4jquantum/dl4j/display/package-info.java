/** Pictures of circuits, states, networks and training, for notebooks and for files, and progress as it is made. */
package org.dl4jquantum.dl4j.display;
