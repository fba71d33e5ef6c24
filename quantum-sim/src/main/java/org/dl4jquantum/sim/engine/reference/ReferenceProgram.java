package org.dl4jquantum.sim.engine.reference;

import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Expectations;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;

/**
 * Gate by gate, sample by sample. A state is an array of amplitudes, real and imaginary parts in turn. For a real loss L
 * the cotangent of a state is {@code g = dL/dre + i dL/dim}, so that {@code dL = Re <g|dpsi>}.
 */
record ReferenceProgram(Circuit circuit, Measurement measurement) implements Program {

    @Override
    public void forward(EngineInput input, RealView outputs) {
        input.validate(circuit);
        for (int sample = 0; sample < input.batch(); sample++) {
            double[] y = measure(finalState(input, sample));
            for (int k = 0; k < y.length; k++) {
                outputs.set(sample, k, y[k]);
            }
        }
    }

    @Override
    public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        input.validate(circuit);
        Arrays.fill(gradient.angles(), 0);
        for (int sample = 0; sample < input.batch(); sample++) {
            double[] psi = finalState(input, sample);
            double[] g = cotangent(psi, row(outputCotangent, sample));
            int slot = circuit.numSlots();
            for (int i = circuit.operations().size() - 1; i >= 0; i--) {
                Operation operation = circuit.operations().get(i);
                slot -= operation.gate().numParameters();
                double[] parameters = parameters(operation, slot, input, sample);
                ComplexMatrix undo = operation.gate().matrix(parameters).adjoint();
                psi = apply(undo, operation.qubits(), psi);
                for (int k = 0; k < parameters.length; k++) {
                    double[] change = apply(operation.gate().derivative(k, parameters), operation.qubits(), psi);
                    gradient.angles()[input.angles().index(slot + k, sample)] += realOverlap(g, change);
                }
                g = apply(undo, operation.qubits(), g);
            }
            double[] initial = g;
            int row = sample;
            gradient.initialStates().ifPresent(view -> {
                for (int k = 0; k < initial.length; k++) {
                    view.set(row, k, initial[k]);
                }
            });
        }
    }

    private double[] finalState(EngineInput input, int sample) {
        double[] psi = new double[2 << circuit.numQubits()];
        psi[0] = 1;
        if (input.initialStates().isPresent()) {
            psi = row(input.initialStates().get(), sample);
        }
        int slot = 0;
        for (Operation operation : circuit.operations()) {
            double[] parameters = parameters(operation, slot, input, sample);
            psi = apply(operation.gate().matrix(parameters), operation.qubits(), psi);
            slot += parameters.length;
        }
        return psi;
    }

    private static double[] parameters(Operation operation, int slot, EngineInput input, int sample) {
        double[] parameters = new double[operation.gate().numParameters()];
        for (int k = 0; k < parameters.length; k++) {
            parameters[k] = input.angles().get(slot + k, sample);
        }
        return parameters;
    }

    /** The matrix on the listed qubits: amplitude {@code index} of the result gathers the 2^k that differ there. */
    private static double[] apply(ComplexMatrix matrix, List<Integer> qubits, double[] state) {
        double[] result = new double[state.length];
        for (int index = 0; index < state.length / 2; index++) {
            int row = 0;
            for (int j = 0; j < qubits.size(); j++) {
                row |= (index >> qubits.get(j) & 1) << j;
            }
            for (int column = 0; column < matrix.size(); column++) {
                int source = index;
                for (int j = 0; j < qubits.size(); j++) {
                    source ^= ((row ^ column) >> j & 1) << qubits.get(j);
                }
                double re = matrix.re(row, column);
                double im = matrix.im(row, column);
                result[2 * index] += re * state[2 * source] - im * state[2 * source + 1];
                result[2 * index + 1] += re * state[2 * source + 1] + im * state[2 * source];
            }
        }
        return result;
    }

    private double[] measure(double[] psi) {
        double[] y = new double[measurement.numOutputs(circuit.numQubits())];
        if (measurement instanceof Expectations expectations) {
            for (int k = 0; k < y.length; k++) {
                y[k] = realOverlap(
                        psi, Observables.apply(expectations.observables().get(k), psi));
            }
            return y;
        }
        if (measurement instanceof Probabilities probabilities) {
            for (int index = 0; index < psi.length / 2; index++) {
                y[probabilities.outcome(index)] +=
                        psi[2 * index] * psi[2 * index] + psi[2 * index + 1] * psi[2 * index + 1];
            }
            return y;
        }
        return psi;
    }

    private double[] cotangent(double[] psi, double[] dy) {
        double[] g = new double[psi.length];
        if (measurement instanceof Expectations expectations) {
            for (int k = 0; k < dy.length; k++) {
                double[] image = Observables.apply(expectations.observables().get(k), psi);
                for (int i = 0; i < g.length; i++) {
                    g[i] += 2 * dy[k] * image[i];
                }
            }
            return g;
        }
        if (measurement instanceof Probabilities probabilities) {
            for (int i = 0; i < g.length; i++) {
                g[i] = 2 * dy[probabilities.outcome(i / 2)] * psi[i];
            }
            return g;
        }
        return dy;
    }

    private static double realOverlap(double[] bra, double[] ket) {
        double sum = 0;
        for (int i = 0; i < bra.length; i++) {
            sum += bra[i] * ket[i];
        }
        return sum;
    }

    private static double[] row(RealView view, int row) {
        double[] values = new double[view.columns()];
        for (int k = 0; k < values.length; k++) {
            values[k] = view.get(row, k);
        }
        return values;
    }
}
