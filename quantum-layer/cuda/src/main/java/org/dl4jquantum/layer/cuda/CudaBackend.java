package org.dl4jquantum.layer.cuda;

import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.DeviceArrays;
import org.dl4jquantum.layer.backend.HostMemory;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.nd4j.jita.allocator.impl.AtomicAllocator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.jcublas.buffer.BaseCudaDataBuffer;

/** ND4J's backend {@code nd4j-cuda-11.6}: arrays lie on a device, with copies in the host's memory where somebody asks. */
public final class CudaBackend implements Backend {

    @Override
    public OpExecutioner.ExecutionerType type() {
        return OpExecutioner.ExecutionerType.CUDA;
    }

    @Override
    public String artifact() {
        return "nd4j-cuda-11.6";
    }

    @Override
    public String stockExecutioner() {
        return "org.nd4j.linalg.jcublas.ops.executioner.CudaExecutioner";
    }

    @Override
    public RunsJavaOps executioner() {
        return new CudaQuantumExecutioner();
    }

    /** Brings what the device has to the host, also where it is to be written: a view is a part of its buffer. */
    @Override
    public HostMemory hostMemory(INDArray array) {
        Nd4j.getExecutioner().commit();
        ((BaseCudaDataBuffer) array.data()).lazyAllocateHostPointer();
        // Of the array's first element: unlike the indexer of the buffer, it knows of the offset of a view.
        Pointer first = AtomicAllocator.getInstance().getHostPointer(array);
        long count = 1;
        for (int i = 0; i < array.rank(); i++) {
            count += (array.size(i) - 1) * array.stride(i);
        }
        return new HostMemory(
                array.dataType() == DataType.DOUBLE
                        ? new DoublePointer(first).capacity(count).asBuffer()
                        : new FloatPointer(first).capacity(count).asBuffer(),
                0);
    }

    @Override
    public void hostWritten(INDArray array) {
        AtomicAllocator.getInstance().tickHostWrite(array);
    }

    @Override
    public Optional<DeviceArrays> deviceArrays() {
        return Optional.of(new CudaArrays());
    }
}
