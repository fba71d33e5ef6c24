package org.dl4jquantum.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.CustomGate;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

class CircuitDrawingTest {
    private static final Angle X0 = Angle.input(0);
    private static final Angle W0 = Angle.weight(0);

    private static String unicode(Circuit.Builder circuit) {
        return CircuitDrawing.of(circuit.build()).unicode(100);
    }

    @Test
    void layeredCircuit() {
        Circuit circuit = Circuit.builder(3)
                .add(AngleEncoding.ry(3))
                .add(StronglyEntanglingLayers.layers(1))
                .build();
        assertEquals(
                """
                q0: |0⟩─┤RY(x0)├─┤RZ(w0)├─┤RY(w1)├─┤RZ(w2)├─●───⊕─┤⟨Z⟩├─
                                                            │   │
                q1: |0⟩─┤RY(x1)├─┤RZ(w3)├─┤RY(w4)├─┤RZ(w5)├─⊕─●─┼─┤⟨Z⟩├─
                                                              │ │
                q2: |0⟩─┤RY(x2)├─┤RZ(w6)├─┤RY(w7)├─┤RZ(w8)├───⊕─●─┤⟨Z⟩├─
                """,
                CircuitDrawing.of(circuit, PauliZ.onEach(3)).toString());
    }

    @Test
    void controlsFlipsExchangesAndPhases() {
        Circuit.Builder circuit = Circuit.builder(3)
                .add(StandardGate.TOFFOLI, 0, 2, 1)
                .add(StandardGate.CSWAP, 1, 0, 2)
                .add(StandardGate.CZ, 2, 0)
                .add(StandardGate.CRX, W0, 1, 0)
                .add(StandardGate.CONTROLLED_PHASE, W0, 0, 1)
                .add(StandardGate.PHASE, W0, 2)
                .add(StandardGate.X, 0);
        assertEquals(
                """
                q0: |0⟩─●─╳─┤Z├───┤RX(w0)├───────●──────┤X├─
                        │ │  │       │           │
                q1: |0⟩─⊕─●──┼───────●──────┤Phase(w0)├─────
                        │ │  │
                q2: |0⟩─●─╳──●──┤Phase(w0)├─────────────────
                """,
                unicode(circuit));
    }

    @Test
    void gatesOfSeveralTargetsSayWhichIsWhich() {
        Circuit.Builder circuit = Circuit.builder(3)
                .add(StandardGate.ISING_XX, W0, 2, 0)
                .add(CustomGate.pauliRotation("XYZ"), W0, 2, 0, 1)
                .add(CustomGate.unitary(ComplexMatrix.identity(4)).controlled(1), 1, 2, 0)
                .add(CustomGate.pauliRotation("ZZ").controlled(1), W0, 0, 1, 2);
        assertEquals(
                """
                q0: |0⟩─┤IsingXX(w0)├─┤RXYZ(w0):Y├─┤Unitary:1├───────●───────
                              │            │            │            │
                q1: |0⟩───────┼───────┤RXYZ(w0):Z├──────●──────┤IsingZZ(w0)├─
                              │            │            │            │
                q2: |0⟩─┤IsingXX(w0)├─┤RXYZ(w0):X├─┤Unitary:0├─┤IsingZZ(w0)├─
                """,
                unicode(circuit));
    }

    @Test
    void anglesAreShort() {
        Angle product =
                Angle.constant(Math.PI).minus(X0).times(Angle.constant(Math.PI).minus(Angle.input(1)));
        Circuit.Builder circuit = Circuit.builder(1)
                .add(StandardGate.RX, X0.times(2), 0)
                .add(StandardGate.RX, W0.times(-1), 0)
                .add(StandardGate.RX, W0.times(X0), 0)
                .add(StandardGate.RX, Math.PI / 2, 0)
                .add(StandardGate.RX, -1.23456, 0)
                .add(StandardGate.RX, 0.0, 0)
                .add(StandardGate.RX, 1e-9, 0)
                .add(StandardGate.RX, product, 0)
                .add(StandardGate.RY, product, 0)
                .add(StandardGate.U3, List.of(W0, X0, Angle.constant(1e7)), 0);
        assertEquals(
                """
                q0: |0⟩─┤RX(2*x0)├─┤RX(-w0)├─┤RX(x0*w0)├─┤RX(π/2)├─┤RX(-1.235)├─┤RX(0)├─┤RX(1e-9)├─┤RX(a0)├─»

                q0:   »─┤RY(a0)├─┤U3(w0,x0,1e7)├─

                a0 = 9.87 - π*x0 + x0*x1 - π*x1
                """,
                unicode(circuit));
    }

    @Test
    void wideCircuitsGoOnInFurtherRows() {
        Circuit circuit = Circuit.builder(2)
                .add(AngleEncoding.ry(2))
                .add(StronglyEntanglingLayers.layers(1))
                .build();
        assertEquals(
                """
                q0: |0>-[RY(x0)]-[RZ(w0)]-[RY(w1)]->

                q1: |0>-[RY(x1)]-[RZ(w3)]-[RY(w4)]->

                q0:   >-[RZ(w2)]--@--(+)-[<Z>]-
                                  |   |
                q1:   >-[RZ(w5)]-(+)--@--[<Z>]-
                """,
                CircuitDrawing.of(circuit, PauliZ.onEach(2)).ascii(36));
    }

    @Test
    void measurementsSayWhatOutputsAre() {
        Circuit circuit = Circuit.builder(3).add(AmplitudeEncoding.onQubits(3)).build();
        PauliSum sum =
                PauliSum.of("ZZI").times(0.5).plus(PauliSum.of("IIX").times(-1)).plus(PauliSum.of("III"));
        assertEquals(
                """
                q0: |ψ⟩─┤⟨Z⟩├─

                q1: |ψ⟩─┤⟨Z⟩├─

                q2: |ψ⟩─┤⟨X⟩├─

                |ψ⟩: inputs x0..x7 as amplitudes, normalised
                y0 = 0.5 ⟨Z0 Z1⟩ - ⟨X2⟩ + 1
                y1 = ⟨Z0⟩
                """,
                CircuitDrawing.of(circuit, Measurement.expectations(sum, PauliSum.of("ZII")))
                        .unicode(60));
        assertEquals(
                """
                q0: |psi>-[bit 1]-

                q1: |psi>---------

                q2: |psi>-[bit 0]-

                |psi>: inputs x0..x7 as amplitudes, normalised
                y0..y3: probabilities of the outcomes, bit 0 least
                    significant
                """,
                CircuitDrawing.of(circuit, Measurement.probabilities(2, 0)).ascii(60));
        assertEquals(
                """
                q0: |psi>-[psi]-

                q1: |psi>-[psi]-

                q2: |psi>-[psi]-

                |psi>: inputs x0..x7 as amplitudes, normalised
                psi: all amplitudes, real and imaginary part in turn
                """,
                CircuitDrawing.of(circuit, Measurement.stateVector()).ascii(60));
        assertEquals(
                """
                q0: |psi>-[<Z>]-

                q1: |psi>-------

                q2: |psi>-[<Z>]-

                |psi>: inputs x0..x7 as amplitudes, normalised
                y0 = <Z2>
                y1 = <Z0>
                """,
                CircuitDrawing.of(circuit, PauliZ.on(3, 2, 0)).ascii(60));
    }

    @Test
    void phaseOfTheWholeStateIsANote() {
        assertEquals(
                """
                q0: |0⟩─

                phase of the whole state: PauliRotation(w0)
                """,
                unicode(Circuit.builder(1).add(CustomGate.pauliRotation(""), W0)));
    }

    @Test
    void longSumsAndManyOutputsAreCut() {
        PauliSum sum = PauliSum.of("ZII");
        for (String text : List.of("IZI", "IIZ", "XII", "IXI", "IIX", "YII", "IYI")) {
            sum = sum.plus(PauliSum.of(text));
        }
        PauliSum[] observables = new PauliSum[20];
        Arrays.fill(observables, sum);
        String text = CircuitDrawing.of(Circuit.builder(3).build(), Measurement.expectations(observables))
                .unicode(100);
        assertTrue(
                text.contains("y15 = ⟨Z0⟩ + ⟨Z1⟩ + ⟨Z2⟩ + ⟨X0⟩ + ⟨X1⟩ + ⟨X2⟩ + 2 more terms\nand 4 more outputs"),
                text);
    }

    @Test
    void notesAreWrapped() {
        PauliSum sum = PauliSum.of(Map.of("ZZ", 0.25)).plus(PauliSum.of("XX")).plus(PauliSum.of("YY"));
        String text = CircuitDrawing.of(Circuit.builder(2).build(), Measurement.expectations(sum))
                .unicode(20);
        assertTrue(text.endsWith("y0 = 0.25 ⟨Z0 Z1⟩ +\n    ⟨X0 X1⟩ + ⟨Y0\n    Y1⟩\n"), text);
    }

    @Test
    void narrowDrawingsAreRefused() {
        CircuitDrawing drawing = CircuitDrawing.of(Circuit.builder(1).build());
        assertEquals(
                "circuit drawing: width 19 characters, at least 20 are needed",
                assertThrows(IllegalArgumentException.class, () -> drawing.unicode(19))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> drawing.ascii(0));
        assertEquals(
                "circuit drawing: width 199 pixels, at least 200 are needed",
                assertThrows(IllegalArgumentException.class, () -> drawing.svg(199))
                        .getMessage());
    }

    @Test
    void measurementsThatDoNotFitAreRefused() {
        Circuit circuit = Circuit.builder(2).build();
        assertEquals(
                "observable 0: acts on 3 qubits, the circuit has 2",
                assertThrows(IllegalArgumentException.class, () -> CircuitDrawing.of(circuit, PauliZ.onEach(3)))
                        .getMessage());
    }
}
