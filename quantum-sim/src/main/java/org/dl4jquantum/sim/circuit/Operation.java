package org.dl4jquantum.sim.circuit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.GateBody.Sequence;

/**
 * A gate at its place in a circuit.
 *
 * @param gate what is applied
 * @param qubits to what, controls first, all different
 * @param parameters by which angles
 */
public record Operation(Gate gate, List<Integer> qubits, List<Angle> parameters) {

    public Operation {
        qubits = List.copyOf(qubits);
        parameters = List.copyOf(parameters);
        if (qubits.size() != gate.numQubits()) {
            throw new IllegalArgumentException(
                    gate.symbol() + ": " + qubits.size() + " qubits given, " + gate.numQubits() + " needed");
        }
        if (qubits.stream().distinct().count() < qubits.size()) {
            throw new IllegalArgumentException(gate.symbol() + ": qubits " + qubits + " repeat, each may occur once");
        }
        if (parameters.size() != gate.numParameters()) {
            throw new IllegalArgumentException(
                    gate.symbol() + ": " + parameters.size() + " angles given, " + gate.numParameters() + " needed");
        }
    }

    /** The qubits that control the gate. */
    public List<Integer> controls() {
        return qubits.subList(0, gate.numControls());
    }

    /** The qubits that the gate acts on. */
    public List<Integer> targets() {
        return qubits.subList(gate.numControls(), qubits.size());
    }

    /** The operation that undoes this one. */
    public Operation inverse() {
        List<Integer> order = gate.body() instanceof Sequence sequence
                ? sequence.inverseOrder()
                : IntStream.range(0, parameters.size()).boxed().toList();
        List<Angle> undone = order.stream()
                .map(parameter -> parameters.get(parameter).times(-1))
                .toList();
        return new Operation(gate.inverse(), qubits, undone);
    }

    @Override
    public String toString() {
        String angles = parameters.isEmpty()
                ? ""
                : parameters.stream().map(Angle::toString).collect(Collectors.joining(", ", "(", ")"));
        return gate.symbol() + angles + " " + qubits;
    }
}
