/**
 * Engine {@code native}: plans run by C++ with vector instructions, chosen for the processor when the library is loaded.
 *
 * <p>{@code Dlq} mirrors the C header {@code dlq.h} and is the only class that knows JavaCPP; the library lies beside it in
 * the jar.
 *
 * <p>System properties, read when the engine is looked up: {@code org.dl4jquantum.native.variant} is {@code baseline},
 * {@code avx2} or {@code avx512}, the best of which that the processor has is the default;
 * {@code org.dl4jquantum.native.threads} is how many threads a call may use, by default one a processor, and is read once.
 */
package org.dl4jquantum.sim.engine.cpu;
