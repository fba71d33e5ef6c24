package org.dl4jquantum.sim.gradient;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;

/** Finds the vector-Jacobian product of a program with respect to its angles. */
public interface GradientMethod {
    /** The name that stands for adjoint where results are exact, parameter-shift under shots. */
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
     * The method of that name for a circuit. Where {@link #AUTO} finds none, the refusal comes when it is used.
     *
     * @param name one of {@link #NAMES}
     * @param shots measurements per output, 0 for exact results
     * @throws IllegalArgumentException if the name is unknown, or the method cannot work with shots
     * @throws UnsupportedOperationException if the method cannot differentiate the circuit
     */
    static GradientMethod of(String name, Circuit circuit, Measurement measurement, Precision precision, int shots) {
        validateName(name, shots);
        boolean adjoint = name.equals(ADJOINT) || (name.equals(AUTO) && shots == 0);
        if (adjoint) {
            return Program::backward;
        }
        if (circuit.numAmplitudes() > 0) {
            UnsupportedOperationException refusal = new UnsupportedOperationException(
                    "gradient " + name + ": differentiates angles only, the circuit takes " + circuit.numAmplitudes()
                            + " amplitudes as inputs; use " + ADJOINT + " without shots");
            if (name.equals(AUTO)) {
                // Nobody asked for a method: the forward pass needs none.
                return (program, input, outputCotangent, gradient) -> {
                    throw refusal;
                };
            }
            throw refusal;
        }
        if (name.equals(FINITE_DIFFERENCE)) {
            return new FiniteDifference(precision);
        }
        if (measurement instanceof Measurement.StateVector) {
            throw new UnsupportedOperationException("gradient " + name
                    + ": holds for expectations and probabilities, not" + " for the state vector; use " + ADJOINT);
        }
        return new ParameterShift(circuit);
    }

    /**
     * Refuses an unknown name, and adjoint with shots.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    static void validateName(String name, int shots) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("gradient \"" + name + "\": unknown, known are "
                    + NAMES.stream().collect(Collectors.joining(", ")));
        }
        if (name.equals(ADJOINT) && shots > 0) {
            throw new IllegalArgumentException("gradient adjoint: needs exact states, but shots = " + shots
                    + "; use gradient " + PARAMETER_SHIFT + ", or shots = 0");
        }
    }
}
