package org.dl4jquantum.sim.engine;

import java.util.Optional;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.plan.Work;

/** A program of two engines: each call runs on the one that its work pays on. */
final class AcceleratedProgram implements Program {
    private final Program program;
    private final Work work;
    private final Attempts accelerated;

    /**
     * A program.
     *
     * @param program for what is not accelerated
     * @param work of one sample
     */
    AcceleratedProgram(Program program, Work work, Attempts accelerated) {
        this.program = program;
        this.work = work;
        this.accelerated = accelerated;
    }

    @Override
    public void forward(EngineInput input, RealView outputs) {
        if (!accelerates(work.values() * input.batch(), other -> other.forward(input, outputs))) {
            program.forward(input, outputs);
        }
    }

    @Override
    public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        if (!accelerates(work.gradient() * input.batch(), other -> other.backward(input, outputCotangent, gradient))) {
            program.backward(input, outputCotangent, gradient);
        }
    }

    @Override
    public boolean draw(EngineInput input, Draws draws, int[] drawn) {
        return accelerated.pays(work.values() * input.batch())
                && accelerated.attempt(other -> other.draw(input, draws, drawn)).orElse(false);
    }

    /** By the work of values and gradient together: the gradient is to come from what this keeps. */
    @Override
    public Pullback differentiate(EngineInput input, RealView outputs) {
        if (accelerated.pays(work.gradient() * input.batch())) {
            Optional<Pullback> pullback = accelerated.attempt(other -> other.differentiate(input, outputs));
            if (pullback.isPresent()) {
                return new Accelerated(pullback.get(), input);
            }
        }
        return program.differentiate(input, outputs);
    }

    /** The accelerator's, which is opened for it; nothing where that fails. */
    @Override
    public Optional<DeviceProgram> onDevice() {
        return accelerated
                .attempt(Program::onDevice)
                .flatMap(there -> there.map(on -> new AcceleratedDeviceProgram(on, work, accelerated)));
    }

    private boolean accelerates(double workOfCall, Call call) {
        return accelerated.pays(workOfCall)
                && accelerated
                        .attempt(other -> {
                            call.run(other);
                            return true;
                        })
                        .isPresent();
    }

    private interface Call {
        void run(Program program);
    }

    /** Belongs to the engine that ran forward; where that fails now, the circuit runs again on the other. */
    private final class Accelerated implements Pullback {
        private final Pullback pullback;
        private final EngineInput input;

        Accelerated(Pullback pullback, EngineInput input) {
            this.pullback = pullback;
            this.input = input;
        }

        @Override
        public void backward(RealView outputCotangent, EngineGradient gradient) {
            Optional<Boolean> done = accelerated.attempt(other -> {
                pullback.backward(outputCotangent, gradient);
                return true;
            });
            if (done.isEmpty()) {
                program.backward(input, outputCotangent, gradient);
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
