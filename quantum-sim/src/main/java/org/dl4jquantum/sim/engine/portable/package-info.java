/**
 * Engine {@code java}: plain Java that the just-in-time compiler turns into vector code, in both precisions, the batch
 * spread over cores.
 *
 * <p>A tile is a group of samples simulated together. Its state is a list of rows of equal length; position
 * {@code low · samples + sample} of row {@code high} is the amplitude of basis state {@code high · 2^k + low}. With many
 * samples k is 0 and a row is one amplitude of each; with few, a row also spans the k lowest qubits, so that inner loops
 * stay long. Classes {@code Float...} are generated from those named {@code Double...}: the same text with the type changed.
 *
 * <p>Where the JVM has the Vector API, {@code DoubleVectorKernels} and {@code DoubleVectorTurns} take the place of plain
 * loops. They stand in {@code src/main/vector}, as only they are compiled with that module; {@code Variant} chooses.
 */
package org.dl4jquantum.sim.engine.portable;
