package org.dl4jquantum.sim.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliString;

/**
 * A circuit compiled for fast engines: start states of single qubits, operations on stored indices, and where each basis
 * state is stored at the end. At the start every state is stored at its own index.
 */
public final class Plan {
    private final int numQubits;
    private final List<QubitRun> starts;
    private final List<PlanOp> operations;
    private final Frame end;

    Plan(int numQubits, List<QubitRun> starts, List<PlanOp> operations, Frame end) {
        this.numQubits = numQubits;
        this.starts = List.copyOf(starts);
        this.operations = List.copyOf(operations);
        this.end = end;
    }

    /** Compiles a circuit for what is measured at its end. */
    public static Plan of(Circuit circuit, Measurement measurement) {
        return new Planner(circuit, measurement).plan();
    }

    public int numQubits() {
        return numQubits;
    }

    /** For each qubit what is applied to |0> first; empty where the circuit takes its initial state. */
    public List<QubitRun> starts() {
        return starts;
    }

    /** All qubits, where the plan's own start finds them: the j-th is bit j of a basis state. */
    public List<PlanOp.StoredQubit> startQubits() {
        return IntStream.range(0, numQubits)
                .mapToObj(Frame.identity(numQubits)::qubit)
                .toList();
    }

    public List<PlanOp> operations() {
        return operations;
    }

    /** A Pauli string at the circuit's end, on stored indices. */
    public Word word(PauliString string) {
        return end.word(string.xMask(), string.zMask());
    }

    /** The measured qubits, on stored indices: the j-th is bit j of an outcome. */
    public List<PlanOp.StoredQubit> qubits(Probabilities measured) {
        return measured.qubits().stream().map(end::qubit).toList();
    }

    /** All qubits at the end, on stored indices: the j-th is bit j of a basis state. */
    public List<PlanOp.StoredQubit> qubits() {
        return IntStream.range(0, numQubits).mapToObj(end::qubit).toList();
    }

    /** One line for the start, and one for each operation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("start " + starts);
        operations.forEach(operation -> text.append('\n').append(operation));
        return text.toString();
    }
}
