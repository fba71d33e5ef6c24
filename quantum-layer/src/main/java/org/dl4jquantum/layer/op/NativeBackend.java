package org.dl4jquantum.layer.op;

import java.util.Optional;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.DeviceArrays;
import org.dl4jquantum.layer.backend.HostMemory;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;

/** ND4J's backend {@code nd4j-native}: arrays lie in the host's memory and nowhere else. */
public final class NativeBackend implements Backend {

    @Override
    public OpExecutioner.ExecutionerType type() {
        return OpExecutioner.ExecutionerType.NATIVE_CPU;
    }

    @Override
    public String artifact() {
        return "nd4j-native";
    }

    @Override
    public String stockExecutioner() {
        return "org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner";
    }

    @Override
    public RunsJavaOps executioner() {
        return new QuantumExecutioner();
    }

    @Override
    public HostMemory hostMemory(INDArray array) {
        DataBuffer data = array.data();
        int offset = Math.toIntExact(array.offset());
        // The buffer spans the whole memory of the array it is a view of; only its position is moved to the view.
        return new HostMemory(array.dataType() == DataType.DOUBLE ? data.asNioDouble() : data.asNioFloat(), offset);
    }

    @Override
    public void hostWritten(INDArray array) {
        // Nobody has a copy.
    }

    @Override
    public Optional<DeviceArrays> deviceArrays() {
        return Optional.empty();
    }
}
