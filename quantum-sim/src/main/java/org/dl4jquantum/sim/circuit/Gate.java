package org.dl4jquantum.sim.circuit;

import org.dl4jquantum.sim.circuit.GateBody.Fixed;
import org.dl4jquantum.sim.circuit.GateBody.Rotation;
import org.dl4jquantum.sim.circuit.GateBody.Sequence;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.PauliSum;

/**
 * A gate: a name, a number of control qubits and what happens to the targets. Matrix, generator, derivative, shift rule,
 * inverse, drawing and documentation all follow from these.
 *
 * <p>Qubits of a gate are listed controls first; the j-th listed qubit is bit j of the index of {@link #matrix}.
 */
public interface Gate {

    /** The name in files and drawings. */
    String symbol();

    /** Qubits that must all be one for the gate to act; they are listed first. */
    int numControls();

    GateBody body();

    /** The gate that undoes this one, given the parameters of {@link Operation#inverse}. */
    Gate inverse();

    default int numQubits() {
        return numControls() + body().numTargets();
    }

    default int numParameters() {
        return body().numParameters();
    }

    /**
     * The unitary of size {@code 2^numQubits}.
     *
     * @param parameters angles in radians, {@link #numParameters} of them
     */
    default ComplexMatrix matrix(double... parameters) {
        return targetMatrix(parameters).controlled(numControls());
    }

    private ComplexMatrix targetMatrix(double... parameters) {
        if (body() instanceof Fixed fixed) {
            return fixed.matrix();
        }
        if (body() instanceof Rotation rotation) {
            double half = rotation.scale() * parameters[0] / 2;
            ComplexMatrix word = rotation.word().matrix();
            return ComplexMatrix.identity(word.size())
                    .times(new Complex(Math.cos(half), 0))
                    .plus(word.times(new Complex(0, -Math.sin(half))));
        }
        return product((Sequence) body(), -1, parameters);
    }

    /**
     * The derivative of {@link #matrix} with respect to one parameter.
     *
     * @param parameter index of the angle
     * @param parameters all angles
     */
    default ComplexMatrix derivative(int parameter, double... parameters) {
        if (body() instanceof Sequence sequence) {
            return product(sequence, parameter, parameters).controlled(numControls());
        }
        return generator().matrix().times(matrix(parameters)).times(new Complex(0, -1));
    }

    private ComplexMatrix product(Sequence sequence, int differentiated, double... parameters) {
        ComplexMatrix product = ComplexMatrix.identity(1 << sequence.numTargets());
        for (Sequence.Factor factor : sequence.factors()) {
            double angle = parameters[factor.parameter()];
            ComplexMatrix next = factor.parameter() == differentiated
                    ? factor.gate().derivative(0, angle)
                    : factor.gate().matrix(angle);
            product = next.times(product);
        }
        return product;
    }

    /**
     * The Hermitian G of a gate with one angle, {@code U(t) = exp(-i t G)}, as a Pauli sum on the gate's qubits. Each
     * control contributes the projector {@code (I - Z) / 2}.
     *
     * @throws UnsupportedOperationException if the gate is no single rotation
     */
    default PauliSum generator() {
        if (!(body() instanceof Rotation rotation)) {
            throw new UnsupportedOperationException(
                    symbol() + ": has no single generator, only gates with one angle have one");
        }
        return rotation.generator(numControls());
    }

    /** The gate whose angle {@code parameter} of this one is: itself, or a factor of a sequence. */
    default Gate rotationOf(int parameter) {
        if (body() instanceof Sequence sequence) {
            return sequence.factors().stream()
                    .filter(factor -> factor.parameter() == parameter)
                    .findFirst()
                    .orElseThrow()
                    .gate();
        }
        return this;
    }
}
