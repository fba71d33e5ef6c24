/** How the gradient with respect to angles is found: adjoint, parameter-shift, finite differences. */
package org.dl4jquantum.sim.gradient;
