package org.dl4jquantum.sim.gradient;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.engine.Pullback;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;

/** Finds the vector-Jacobian product of a program with respect to its angles. */
public interface GradientMethod {
    /** The name that stands for adjoint where results are exact and the engine has it, and for parameter-shift else. */
    String AUTO = "auto";

    /** The adjoint method, which the engine itself provides: exact, cost independent of the number of angles. */
    String ADJOINT = "adjoint";

    /** The parameter-shift rule: exact, works with shots and on hardware. */
    String PARAMETER_SHIFT = "parameter-shift";

    /** Central differences: approximate, for checks. */
    String FINITE_DIFFERENCE = "finite-difference";

    /** Names of all methods. */
    List<String> NAMES = List.of(AUTO, ADJOINT, PARAMETER_SHIFT, FINITE_DIFFERENCE);

    /**
     * Computes {@code dL/dangle} for {@code dL/dy} given.
     *
     * @param program what is differentiated
     * @param outputCotangent {@code dL/dy}, [batch, numOutputs]
     * @param gradient written
     */
    void backward(Program program, EngineInput input, RealView outputCotangent, EngineGradient gradient);

    /**
     * Runs the program forward, for this gradient afterwards.
     *
     * @param outputs [batch, numOutputs], written
     */
    default Pullback differentiate(Program program, EngineInput input, RealView outputs) {
        program.forward(input, outputs);
        return (outputCotangent, gradient) -> backward(program, input, outputCotangent, gradient);
    }

    /** Whether it is the engine's own. */
    default boolean isEngines() {
        return false;
    }

    /**
     * The method of that name for a circuit. Where {@link #AUTO} finds none, the refusal comes when it is used.
     *
     * @param name one of {@link #NAMES}
     * @param shots measurements, 0 for exact results
     * @param engine that runs the circuit: {@link #AUTO} takes parameter-shift where it has no adjoint
     * @throws IllegalArgumentException if the name is unknown, or the method cannot work with shots
     * @throws UnsupportedOperationException if the method cannot differentiate the circuit
     */
    static GradientMethod of(
            String name, Circuit circuit, Measurement measurement, Precision precision, int shots, Engine engine) {
        validateName(name, shots);
        boolean able = engine.capabilities().adjoint();
        if (name.equals(ADJOINT) && !able) {
            throw new UnsupportedOperationException("gradient adjoint: engine " + engine.name()
                    + " has none; use gradient " + PARAMETER_SHIFT + ", or another engine");
        }
        if (name.equals(ADJOINT) || (name.equals(AUTO) && shots == 0 && able)) {
            return new Adjoint();
        }
        if (name.equals(FINITE_DIFFERENCE) && circuit.numAmplitudes() == 0) {
            return new FiniteDifference(precision);
        }
        String refusal = null;
        if (circuit.numAmplitudes() > 0) {
            refusal = "differentiates angles only, the circuit takes " + circuit.numAmplitudes()
                    + " amplitudes as inputs; use " + ADJOINT + " without shots";
        } else if (measurement instanceof Measurement.StateVector) {
            refusal = "holds for expectations and probabilities, not for the state vector; use " + ADJOINT;
        }
        if (refusal == null) {
            return new ParameterShift(circuit);
        }
        UnsupportedOperationException refused = new UnsupportedOperationException("gradient " + name + ": " + refusal);
        if (!name.equals(AUTO)) {
            throw refused;
        }
        // Nobody asked for a method: the forward pass needs none.
        return (program, input, outputCotangent, gradient) -> {
            throw refused;
        };
    }

    /**
     * Refuses an unknown name, and adjoint or finite differences with shots.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    static void validateName(String name, int shots) {
        if (name == null || !NAMES.contains(name)) {
            throw new IllegalArgumentException("gradient \"" + name + "\": unknown, known are "
                    + NAMES.stream().collect(Collectors.joining(", ")));
        }
        if (name.equals(FINITE_DIFFERENCE) && shots > 0) {
            throw new IllegalArgumentException(
                    "gradient finite-difference: divides the noise of shots by a tiny step, but" + " shots = " + shots
                            + "; use gradient " + PARAMETER_SHIFT + ", or shots = 0");
        }
        if (name.equals(ADJOINT) && shots > 0) {
            throw new IllegalArgumentException("gradient adjoint: needs exact states, but shots = " + shots
                    + "; use gradient " + PARAMETER_SHIFT + ", or shots = 0");
        }
    }
}
