package org.dl4jquantum.sim.engine.strange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.redfx.strange.Program;
import org.redfx.strange.Step;
import org.redfx.strange.gate.Oracle;
import org.redfx.strange.gate.ProbabilitiesGate;
import org.redfx.strange.gate.SingleQubitMatrixGate;
import org.redfx.strange.gate.Swap;
import org.redfx.strange.local.SimpleQuantumExecutionEnvironment;

/**
 * One run of Strange: matrices on qubits, and the amplitudes they lead to. Strange's gates that take a matrix act on one
 * qubit anywhere ({@code SingleQubitMatrixGate}) or on the lowest k ({@code Oracle}), so other qubits are swapped there
 * and back. Its qubit i is bit i of a basis-state index, as ours.
 */
final class StrangeRun {
    private final Program program;

    StrangeRun(int numQubits) {
        program = new Program(numQubits);
    }

    /**
     * Touches the library.
     *
     * @throws LinkageError if it is missing
     */
    static void requireLibrary() {
        new StrangeRun(1).amplitudes();
    }

    /** Applies a matrix; the j-th listed qubit is bit j of its index. */
    void apply(ComplexMatrix matrix, List<Integer> qubits) {
        if (qubits.isEmpty()) {
            add(new SingleQubitMatrixGate(0, entries(ComplexMatrix.identity(2).times(matrix.get(0, 0)))));
        } else if (qubits.size() == 1) {
            add(new SingleQubitMatrixGate(qubits.get(0), entries(matrix)));
        } else {
            List<int[]> swaps = swapsToBottom(qubits);
            swaps.forEach(this::addSwap);
            add(new Oracle(entries(matrix)));
            Collections.reverse(swaps);
            swaps.forEach(this::addSwap);
        }
    }

    /**
     * Runs the gates.
     *
     * @return real and imaginary parts in turn
     */
    double[] amplitudes() {
        ProbabilitiesGate amplitudes = new ProbabilitiesGate(0);
        add(amplitudes);
        try {
            new SimpleQuantumExecutionEnvironment().runProgram(program);
        } catch (ArrayIndexOutOfBoundsException e) {
            // In the end Strange draws an outcome, and runs past the last where rounding leaves the norm below the
            // number it draws. The amplitudes are there already, unless it is something else.
            if (amplitudes.getProbabilities() == null) {
                throw e;
            }
        }
        // Amplitudes, in spite of the name.
        Complex[] found = amplitudes.getProbabilities();
        double[] parts = new double[2 * found.length];
        for (int index = 0; index < found.length; index++) {
            parts[2 * index] = found[index].r;
            parts[2 * index + 1] = found[index].i;
        }
        return parts;
    }

    /** The swaps that bring the j-th listed qubit to place j, in order. */
    private static List<int[]> swapsToBottom(List<Integer> qubits) {
        List<int[]> swaps = new ArrayList<>();
        List<Integer> places = new ArrayList<>(qubits);
        for (int target = 0; target < places.size(); target++) {
            int place = places.get(target);
            if (place != target) {
                swaps.add(new int[] {target, place});
                // What was here has gone there.
                Collections.replaceAll(places.subList(target + 1, places.size()), target, place);
            }
        }
        return swaps;
    }

    private void addSwap(int[] places) {
        add(new Swap(places[0], places[1]));
    }

    private void add(Gate gate) {
        program.addStep(new Step(gate));
    }

    private static Complex[][] entries(ComplexMatrix matrix) {
        Complex[][] entries = new Complex[matrix.size()][matrix.size()];
        for (int row = 0; row < entries.length; row++) {
            for (int column = 0; column < entries.length; column++) {
                entries[row][column] = matrix.isZero(row, column)
                        ? Complex.ZERO
                        : new Complex(matrix.re(row, column), matrix.im(row, column));
            }
        }
        return entries;
    }
}
