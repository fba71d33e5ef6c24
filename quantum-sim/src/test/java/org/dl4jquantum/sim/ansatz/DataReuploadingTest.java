package org.dl4jquantum.sim.ansatz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataReuploadingTest {

    private static Circuit circuit(int qubits, int inputs, int layers) {
        return Circuit.builder(qubits)
                .add(new DataReuploading(qubits, inputs, layers))
                .build();
    }

    private static List<String> angles(Circuit circuit) {
        return circuit.angles().stream().map(Object::toString).toList();
    }

    @Test
    void everyInputIsScaledAndShiftedInEveryLayer() {
        assertEquals(
                List.of("w0 + x0*w1", "w2 + x1*w3", "w4", "w5 + x0*w6", "w7 + x1*w8", "w9"), angles(circuit(1, 2, 2)));
        assertEquals(
                List.of(StandardGate.RY, StandardGate.RZ, StandardGate.RY),
                circuit(1, 2, 1).operations().stream().map(op -> op.gate()).toList());
    }

    @Test
    void moreThanThreeInputsTakeMoreRotations() {
        assertEquals(
                List.of("w0 + x0*w1", "w2 + x1*w3", "w4 + x2*w5", "w6 + x3*w7", "w8", "w9"), angles(circuit(1, 4, 1)));
    }

    @Test
    void qubitsAreCoupledBetweenLayersOnly() {
        List<List<Integer>> couplings = circuit(3, 1, 2).operations().stream()
                .filter(op -> op.gate() == StandardGate.CZ)
                .map(op -> op.qubits())
                .toList();
        assertEquals(List.of(List.of(0, 1), List.of(1, 2), List.of(2, 0)), couplings);
        assertEquals(
                1,
                circuit(2, 1, 2).operations().stream()
                        .filter(op -> op.gate() == StandardGate.CZ)
                        .count());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 4", "2, 3, 2, 24", "3, 5, 2, 66", "4, 7, 1, 64"})
    void weightsAreAsManyAsDocumented(int qubits, int inputs, int layers, int weights) {
        assertEquals(weights, circuit(qubits, inputs, layers).numWeights());
        assertEquals(inputs, circuit(qubits, inputs, layers).numInputs());
    }

    @Test
    void inputsAndWeightsFollowThoseThatAreThere() {
        Circuit circuit = Circuit.builder(2)
                .add(AngleEncoding.rx(2))
                .add(RealAmplitudes.repetitions(1))
                .add(new DataReuploading(1, 1, 1))
                .build();
        assertEquals(3, circuit.numInputs());
        assertEquals("w4 + x2*w5", angles(circuit).get(6));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, qubits", "1, 0, 1, inputs", "1, 1, 0, layers"})
    void sizesBelowOneAreRefused(int qubits, int inputs, int layers, String what) {
        String message = assertThrows(IllegalArgumentException.class, () -> new DataReuploading(qubits, inputs, layers))
                .getMessage();
        assertEquals("DataReuploading: 0 " + what + ", at least 1 is needed", message);
    }
}
