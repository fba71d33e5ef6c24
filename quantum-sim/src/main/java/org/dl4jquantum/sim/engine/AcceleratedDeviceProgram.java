package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.math.DeviceView;
import org.dl4jquantum.sim.plan.Work;

/** The program of an accelerator on arrays of its device, whose failures count as those of any other call there. */
record AcceleratedDeviceProgram(DeviceProgram program, Work work, Attempts attempts) implements DeviceProgram {

    @Override
    public int device() {
        return program.device();
    }

    @Override
    public boolean pays(int batch, boolean gradient) {
        return attempts.pays(batch * (gradient ? work.gradient() : work.values()));
    }

    @Override
    public void forward(DeviceView inputs, DeviceView weights, DeviceView outputs, long stream) {
        attempts.run(() -> program.forward(inputs, weights, outputs, stream));
    }

    @Override
    public DevicePullback differentiate(
            DeviceView inputs, DeviceView weights, DeviceView outputs, boolean keepStates, long stream) {
        return new Watched(
                attempts.get(() -> program.differentiate(inputs, weights, outputs, keepStates, stream)), attempts);
    }

    @Override
    public void backward(
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream) {
        attempts.run(() -> program.backward(inputs, weights, outputCotangent, inputGradient, weightGradient, stream));
    }

    private record Watched(DevicePullback pullback, Attempts attempts) implements DevicePullback {

        @Override
        public boolean isAt(DeviceView inputs, DeviceView weights, long stream) {
            return attempts.get(() -> pullback.isAt(inputs, weights, stream));
        }

        @Override
        public void backward(
                DeviceView outputCotangent, DeviceView inputGradient, DeviceView weightGradient, long stream) {
            attempts.run(() -> pullback.backward(outputCotangent, inputGradient, weightGradient, stream));
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
