/**
 * Engine {@code strange}: a second opinion by the library {@code org.redfx:strange}, an optional dependency. Strange
 * computes with complex numbers of float parts and simulates forward from |0...0>; it is fed our matrices, because its
 * own rotation about Z is a global phase.
 */
package org.dl4jquantum.sim.engine.strange;
