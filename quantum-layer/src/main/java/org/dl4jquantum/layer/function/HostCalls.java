package org.dl4jquantum.layer.function;

import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.CircuitPullback;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Calls on arrays in the host's memory. */
record HostCalls(CircuitFunction function, HostViews views) implements ArrayCalls {

    @Override
    public void forward(INDArray x, INDArray w, INDArray y, long iteration) {
        function.forward(views.matrix(x), views.row(w), views.matrix(y), iteration);
        views.written(y);
    }

    @Override
    public ArrayPullback differentiate(INDArray x, INDArray w, INDArray y, long iteration) {
        CircuitPullback pullback = function.differentiate(views.matrix(x), views.row(w), views.matrix(y), iteration);
        views.written(y);
        return new Kept(pullback, views);
    }

    @Override
    public void backward(INDArray x, INDArray w, INDArray dy, INDArray dx, INDArray dw, long iteration) {
        function.backward(views.matrix(x), views.row(w), views.matrix(dy), views.matrix(dx), views.row(dw), iteration);
        views.written(dx, dw);
    }

    private record Kept(CircuitPullback pullback, HostViews views) implements ArrayPullback {

        @Override
        public boolean isAt(INDArray x, INDArray w, long iteration) {
            return pullback.isAt(views.matrix(x), views.row(w), iteration);
        }

        @Override
        public void backward(INDArray dy, INDArray dx, INDArray dw) {
            pullback.backward(views.matrix(dy), views.matrix(dx), views.row(dw));
            views.written(dx, dw);
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
