package org.dl4jquantum.layer.cuda;

import java.util.List;
import org.dl4jquantum.layer.backend.DeviceArrays;
import org.dl4jquantum.layer.backend.DeviceCall;
import org.nd4j.jita.allocator.impl.AtomicAllocator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.jcublas.context.CudaContext;

/** Arrays of ND4J's CUDA backend where they lie on the device. */
final class CudaArrays implements DeviceArrays {

    @Override
    public int device() {
        return Nd4j.getAffinityManager().getDeviceForCurrentThread();
    }

    @Override
    public DeviceCall call(List<INDArray> read, List<INDArray> written) {
        AtomicAllocator allocator = AtomicAllocator.getInstance();
        // Executioners that collect operations start them.
        Nd4j.getExecutioner().push();
        CudaContext context = allocator.getDeviceContext();
        read.forEach(CudaArrays::bringUp);
        // A view is a part of its buffer, whose other parts stay as they are.
        written.forEach(CudaArrays::bringUp);
        return new Call(allocator, context, read, written);
    }

    /** Copies what the host has written since the device has read it, if anything. */
    private static void bringUp(INDArray array) {
        AtomicAllocator allocator = AtomicAllocator.getInstance();
        allocator.getFlowController().synchronizeToDevice(allocator.getAllocationPoint(array));
    }

    private record Call(AtomicAllocator allocator, CudaContext context, List<INDArray> read, List<INDArray> written)
            implements DeviceCall {

        /** The pointer of a view knows of its offset. */
        @Override
        public long address(INDArray array) {
            return allocator.getPointer(array, context).address();
        }

        /** ND4J's pointer is to the handle, not the handle. */
        @Override
        public long stream() {
            return context.getOldStream().address();
        }

        @Override
        public void done() {
            read.forEach(array -> allocator.getAllocationPoint(array).tickDeviceRead());
            written.forEach(allocator::tickDeviceWrite);
        }
    }
}
