package org.dl4jquantum.layer.function;

import java.util.List;
import java.util.stream.Stream;
import org.dl4jquantum.layer.backend.DeviceArrays;
import org.dl4jquantum.layer.backend.DeviceCall;
import org.dl4jquantum.sim.engine.DevicePullback;
import org.dl4jquantum.sim.function.DeviceFunction;
import org.dl4jquantum.sim.math.DeviceView;
import org.dl4jquantum.sim.math.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Calls on arrays in the memory of the device that the engine works on, which the host does not see. */
record DeviceCalls(DeviceFunction function, DeviceArrays arrays) implements ArrayCalls {

    @Override
    public void forward(INDArray x, INDArray w, INDArray y, long iteration) {
        DeviceCall call = arrays.call(present(x, w), present(y));
        function.forward(matrix(call, x), row(call, w), matrix(call, y), call.stream());
        call.done();
    }

    @Override
    public ArrayPullback differentiate(INDArray x, INDArray w, INDArray y, long iteration) {
        DeviceCall call = arrays.call(present(x, w), present(y));
        DevicePullback pullback = function.differentiate(matrix(call, x), row(call, w), matrix(call, y), call.stream());
        call.done();
        return new Kept(pullback, arrays, iteration);
    }

    @Override
    public void backward(INDArray x, INDArray w, INDArray dy, INDArray dx, INDArray dw, long iteration) {
        DeviceCall call = arrays.call(present(x, w, dy), present(dx, dw));
        function.backward(
                matrix(call, x), row(call, w), matrix(call, dy), matrix(call, dx), row(call, dw), call.stream());
        call.done();
    }

    private static List<INDArray> present(INDArray... arrays) {
        return Stream.of(arrays).filter(array -> !array.isEmpty()).toList();
    }

    private static DeviceView matrix(DeviceCall call, INDArray array) {
        return window(call, array, (int) array.size(0), (int) array.size(1), array.stride(0), array.stride(1));
    }

    /** A vector, or a matrix of one row, as one row; an empty array as a row of none. */
    private static DeviceView row(DeviceCall call, INDArray array) {
        if (array.isEmpty()) {
            return DeviceView.emptyRow();
        }
        return array.rank() == 1
                ? window(call, array, 1, (int) array.length(), 0, array.stride(0))
                : matrix(call, array);
    }

    private static DeviceView window(
            DeviceCall call, INDArray array, int rows, int columns, long rowStride, long columnStride) {
        Precision precision = array.dataType() == DataType.DOUBLE ? Precision.DOUBLE : Precision.FLOAT;
        return new DeviceView(call.address(array), precision, rows, columns, rowStride, columnStride);
    }

    private record Kept(DevicePullback pullback, DeviceArrays arrays, long iteration) implements ArrayPullback {

        @Override
        public boolean isAt(INDArray x, INDArray w, long atIteration) {
            if (iteration != atIteration) {
                return false;
            }
            DeviceCall call = arrays.call(present(x, w), List.of());
            boolean same = pullback.isAt(matrix(call, x), row(call, w), call.stream());
            call.done();
            return same;
        }

        @Override
        public void backward(INDArray dy, INDArray dx, INDArray dw) {
            DeviceCall call = arrays.call(present(dy), present(dx, dw));
            pullback.backward(matrix(call, dy), matrix(call, dx), row(call, dw), call.stream());
            call.done();
        }

        @Override
        public long bytesHeld() {
            return pullback.bytesHeld();
        }

        @Override
        public void close() {
            pullback.close();
        }
    }
}
