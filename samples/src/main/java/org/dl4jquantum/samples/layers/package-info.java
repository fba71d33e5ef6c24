/** Tasks that show a layer learn, beside a classical twin with as many weights. */
package org.dl4jquantum.samples.layers;
