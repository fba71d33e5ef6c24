/**
 * Engine {@code cuda}: plans run by kernels on an NVIDIA device. The driver is all that has to be installed, for CUDA 11.8
 * or later, and is looked for when the engine is; the kernels lie beside these classes as PTX for compute capability 7.0,
 * which the driver translates.
 *
 * <p>{@code DlqCuda} mirrors the C header {@code dlq_cuda.h} and is the only class that knows JavaCPP.
 *
 * <p>System properties, read when the engine is looked up: {@code org.dl4jquantum.cuda.device}, the number of the device in
 * the driver's order, several with commas between them, or {@code all}; {@code org.dl4jquantum.cuda.memory}, bytes of the
 * memory of each that programs may hold together, by default all; {@code org.dl4jquantum.cuda.driver}, the driver's library,
 * where it is not found by its name; {@code org.dl4jquantum.cuda.nvrtc}, likewise NVRTC's or a folder that has it, or
 * {@code off}; {@code org.dl4jquantum.cuda.cache}, the folder for kernels that it has compiled. Of {@code auto}: {@code org.dl4jquantum.cuda.auto}, {@code false} where it is to do
 * without the engine, and {@code org.dl4jquantum.cuda.auto.work}, the multiply-adds of a call from which it takes it.
 */
package org.dl4jquantum.sim.engine.cuda;
