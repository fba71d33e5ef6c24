package org.dl4jquantum.dl4j.device;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dl4jquantum.layer.Executioners;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.DeviceArrays;
import org.dl4jquantum.layer.backend.DeviceCall;
import org.dl4jquantum.layer.backend.HostMemory;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.dl4jquantum.sim.engine.cuda.MockMemory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/**
 * The CPU's backend as if its arrays lay on a device: for a call they are copied to memory of the driver that is none, and
 * what was written comes back when the call is done. It counts what it is asked for.
 */
public final class MockDeviceBackend implements Backend {
    static final AtomicInteger DEVICE_CALLS = new AtomicInteger();
    static final AtomicInteger HOST_READS = new AtomicInteger();
    static final AtomicInteger HOST_WRITES = new AtomicInteger();
    /** The device of the thread, as ND4J would say it. */
    static final AtomicInteger DEVICE = new AtomicInteger();

    static void reset() {
        Stream.of(DEVICE_CALLS, HOST_READS, HOST_WRITES, DEVICE).forEach(count -> count.set(0));
    }

    @Override
    public OpExecutioner.ExecutionerType type() {
        return OpExecutioner.ExecutionerType.CUDA;
    }

    @Override
    public String artifact() {
        return "nd4j-native called CUDA";
    }

    @Override
    public String stockExecutioner() {
        return Executioners.calledCuda().getClass().getName();
    }

    @Override
    public RunsJavaOps executioner() {
        return Executioners.calledCudaRunningJava();
    }

    @Override
    public HostMemory hostMemory(INDArray array) {
        HOST_READS.incrementAndGet();
        DataBuffer data = array.data();
        return new HostMemory(
                array.dataType() == DataType.DOUBLE ? data.asNioDouble() : data.asNioFloat(), (int) array.offset());
    }

    @Override
    public void hostWritten(INDArray array) {
        HOST_WRITES.incrementAndGet();
    }

    @Override
    public Optional<DeviceArrays> deviceArrays() {
        return Optional.of(new Arrays());
    }

    private static final class Arrays implements DeviceArrays {
        @Override
        public int device() {
            return DEVICE.get();
        }

        @Override
        public DeviceCall call(List<INDArray> read, List<INDArray> written) {
            DEVICE_CALLS.incrementAndGet();
            return new Call(read, written);
        }
    }

    private static final class Call implements DeviceCall {
        private final IdentityHashMap<INDArray, MockMemory> there = new IdentityHashMap<>();
        private final List<INDArray> written;
        /** Of a handle that is not null. */
        private final MockMemory stream = new MockMemory(Long.BYTES);

        Call(List<INDArray> read, List<INDArray> written) {
            this.written = written;
            List<INDArray> all = new ArrayList<>(read);
            all.addAll(written);
            for (INDArray array : all) {
                MockMemory memory = new MockMemory(bytes(array));
                memory.pointer().write(0, here(array).getByteArray(0, bytes(array)), 0, bytes(array));
                there.put(array, memory);
            }
        }

        @Override
        public long address(INDArray array) {
            return there.get(array).address();
        }

        @Override
        public long stream() {
            return stream.address();
        }

        @Override
        public void done() {
            for (INDArray array : written) {
                here(array).write(0, there.get(array).pointer().getByteArray(0, bytes(array)), 0, bytes(array));
            }
            there.values().forEach(MockMemory::close);
            stream.close();
        }

        /** From the first element on. */
        private static Pointer here(INDArray array) {
            return new Pointer(array.data().addressPointer().address());
        }

        private static int bytes(INDArray array) {
            long last = 0;
            for (int i = 0; i < array.rank(); i++) {
                last += (array.size(i) - 1) * array.stride(i);
            }
            return Math.toIntExact((last + 1) * array.data().getElementSize());
        }
    }
}
