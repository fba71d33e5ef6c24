package org.dl4jquantum.sim.engine.library;

import java.lang.ref.Reference;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.math.RealView;

/** A forward pass whose final states are kept in the memory of its call. */
final class LibraryPullback implements Pullback {
    private final LibraryProgram program;
    private final EngineInput input;
    private final CallMemory memory;
    private boolean closed;

    LibraryPullback(LibraryProgram program, EngineInput input, CallMemory memory) {
        this.program = program;
        this.input = input;
        this.memory = memory;
    }

    @Override
    public void backward(RealView outputCotangent, EngineGradient gradient) {
        if (closed) {
            throw new IllegalStateException("pullback: closed; differentiate again");
        }
        try {
            program.backward(memory, input, outputCotangent, gradient);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    @Override
    public long bytesHeld() {
        return memory.stateBytes();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            program.keep(memory);
        }
    }
}
