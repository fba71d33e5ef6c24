package org.dl4jquantum.sim.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * A drawing before it is text or picture: elements in columns, qubit 0 at the top. An operation takes the first column in
 * which all qubits from its uppermost to its lowest are free; measurements share the last.
 *
 * @param numQubits wires
 * @param start the state that every wire starts in
 * @param numColumns columns
 * @param elements operations in the order of the circuit, then measurements
 * @param notes lines beneath the drawing
 */
record Layout(int numQubits, String start, int numColumns, List<Element> elements, List<String> notes) {

    static Layout of(Circuit circuit, Optional<Measurement> measurement) {
        List<Element> elements = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        AngleText angles = new AngleText();
        boolean amplitudes = circuit.numAmplitudes() > 0;
        if (amplitudes) {
            notes.add("|ψ⟩: inputs x0..x" + (circuit.numAmplitudes() - 1) + " as amplitudes, normalised");
        }
        int[] free = new int[circuit.numQubits()];
        for (Operation operation : circuit.operations()) {
            if (operation.qubits().isEmpty()) {
                notes.add("phase of the whole state: " + GateMarks.label(operation, angles));
            } else {
                elements.add(pack(operation, angles, free));
            }
        }
        int numColumns = elements.stream()
                .mapToInt(element -> element.column() + 1)
                .max()
                .orElse(0);
        angles.named().forEach((angle, name) -> notes.add(name + " = " + angle));
        if (measurement.isPresent()) {
            for (Mark mark : MeasurementMarks.of(measurement.get(), circuit.numQubits())) {
                String title = "measurement of qubit " + mark.qubit();
                elements.add(new Element(numColumns, List.of(mark), Element.Role.MEASUREMENT, title));
            }
            numColumns++;
            notes.addAll(MeasurementMarks.notes(measurement.get()));
        }
        return new Layout(circuit.numQubits(), amplitudes ? "|ψ⟩" : "|0⟩", numColumns, elements, notes);
    }

    private static Element pack(Operation operation, AngleText angles, int[] free) {
        Element loose = new Element(0, GateMarks.of(operation, angles), role(operation), operation.toString());
        int column = 0;
        for (int qubit = loose.top(); qubit <= loose.bottom(); qubit++) {
            column = Math.max(column, free[qubit]);
        }
        for (int qubit = loose.top(); qubit <= loose.bottom(); qubit++) {
            free[qubit] = column + 1;
        }
        return new Element(column, loose.marks(), loose.role(), loose.title());
    }

    private static Element.Role role(Operation operation) {
        if (operation.parameters().stream().anyMatch(angle -> angle.numInputs() > 0)) {
            return Element.Role.INPUT;
        }
        boolean trained = operation.parameters().stream().anyMatch(angle -> angle.numWeights() > 0);
        return trained ? Element.Role.WEIGHT : Element.Role.FIXED;
    }

    /** The elements of one column. */
    List<Element> column(int column) {
        return elements.stream().filter(element -> element.column() == column).toList();
    }
}
