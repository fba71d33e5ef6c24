package org.dl4jquantum.layer.function;

import java.util.Optional;
import org.dl4jquantum.sim.engine.DeviceException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Calls on a device, which run in the host's memory where the device fails. */
record EitherCalls(ArrayCalls onDevice, ArrayCalls onHost) implements ArrayCalls {

    @Override
    public void forward(INDArray x, INDArray w, INDArray y, long iteration) {
        try {
            onDevice.forward(x, w, y, iteration);
        } catch (DeviceException e) {
            onHost.forward(x, w, y, iteration);
        }
    }

    @Override
    public ArrayPullback differentiate(INDArray x, INDArray w, INDArray y, long iteration) {
        try {
            return new Kept(onDevice.differentiate(x, w, y, iteration), onHost);
        } catch (DeviceException e) {
            return onHost.differentiate(x, w, y, iteration);
        }
    }

    @Override
    public void backward(INDArray x, INDArray w, INDArray dy, INDArray dx, INDArray dw, long iteration) {
        try {
            onDevice.backward(x, w, dy, dx, dw, iteration);
        } catch (DeviceException e) {
            onHost.backward(x, w, dy, dx, dw, iteration);
        }
    }

    private static final class Kept implements ArrayPullback {
        private final ArrayPullback pullback;
        private final ArrayCalls onHost;
        /** The gradient of arguments that were found to be those of the forward pass; nothing before that. */
        private Optional<HostGradient> again = Optional.empty();

        /** {@link ArrayCalls#backward} at known arguments. */
        private interface HostGradient {
            void compute(INDArray dy, INDArray dx, INDArray dw);
        }

        Kept(ArrayPullback pullback, ArrayCalls onHost) {
            this.pullback = pullback;
            this.onHost = onHost;
        }

        /** Not where the device does not know it any more: whoever asks computes the gradient from what he has. */
        @Override
        public boolean isAt(INDArray x, INDArray w, long iteration) {
            try {
                boolean same = pullback.isAt(x, w, iteration);
                again = same
                        ? Optional.of((dy, dx, dw) -> onHost.backward(x, w, dy, dx, dw, iteration))
                        : Optional.empty();
                return same;
            } catch (DeviceException e) {
                return false;
            }
        }

        @Override
        public void backward(INDArray dy, INDArray dx, INDArray dw) {
            try {
                pullback.backward(dy, dx, dw);
            } catch (DeviceException e) {
                again.orElseThrow(() -> e).compute(dy, dx, dw);
            }
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
