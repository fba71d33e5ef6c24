package org.dl4jquantum.sim.gradient;

import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.math.RealView;

/** The engine's own gradient, from the states of the forward pass where it keeps them. */
final class Adjoint implements GradientMethod {

    @Override
    public boolean isEngines() {
        return true;
    }

    @Override
    public void backward(Program program, EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        program.backward(input, outputCotangent, gradient);
    }

    @Override
    public Pullback differentiate(Program program, EngineInput input, RealView outputs) {
        return program.differentiate(input, outputs);
    }
}
