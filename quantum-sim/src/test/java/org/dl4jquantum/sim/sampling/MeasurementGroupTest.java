package org.dl4jquantum.sim.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.Measurement.Probabilities;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;

class MeasurementGroupTest {
    private static final double ROUNDING = 1e-12;
    private static final Engine REFERENCE = Engines.named("reference");

    @Test
    void wordsThatAgreeQubitByQubitShareAGroup() {
        assertEquals(1, groups("ZII", "IZI", "ZZZ").size());
        assertEquals(1, groups("XIY", "XZI", "IZY").size());
        assertEquals(2, groups("ZZ", "XX").size());
        assertEquals(3, groups("XI", "YI", "ZI").size());
        assertEquals(2, groups("XI", "IZ", "ZI").size());
    }

    @Test
    void identityNeedsNoMeasurement() {
        assertEquals(List.of(), groups("III"));
        assertEquals(1, groups("III", "ZII").size());
    }

    @Test
    void onlyQubitsOfTheGroupAreMeasured() {
        assertEquals(List.of(0, 3), groups("ZIII", "IIIX").get(0).measured().qubits());
    }

    @Test
    void amplitudesAreStillLoaded() {
        Circuit circuit = Circuit.builder(2)
                .amplitudes(3)
                .add(StandardGate.RX, Angle.weight(1), 0)
                .build();
        Circuit rotated = groups("YX").get(0).rotated(circuit);
        assertEquals(3, rotated.numAmplitudes());
        assertEquals(3, rotated.numInputs());
        assertEquals(2, rotated.numWeights());
        assertEquals(4, rotated.operations().size());
    }

    /** Averaged over exact probabilities, the values of the outcomes are the expectations. */
    @Test
    void outcomesAverageToTheExpectations() {
        Random random = new Random(61);
        for (int numQubits = 1; numQubits <= 5; numQubits++) {
            List<PauliSum> observables = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                List<PauliSum.Term> terms = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    PauliString string = PauliString.of(RandomCircuits.word("IXYZ", numQubits - 1, random) + "Y");
                    terms.add(new PauliSum.Term(random.nextGaussian(), string));
                }
                observables.add(new PauliSum(numQubits, terms));
            }
            Circuit circuit = RandomCircuits.superposition(numQubits, numQubits);
            double[] means = new double[3];
            for (MeasurementGroup group : MeasurementGroup.of(observables)) {
                Probabilities measured = group.measured();
                double[] probabilities = run(group.rotated(circuit), measured);
                for (int outcome = 0; outcome < probabilities.length; outcome++) {
                    double[] values = new double[3];
                    group.values().add(outcome, values);
                    for (int k = 0; k < 3; k++) {
                        means[k] += probabilities[outcome] * values[k];
                    }
                }
            }
            double[] exact = run(circuit, Measurement.expectations(observables));
            for (int k = 0; k < 3; k++) {
                assertEquals(exact[k], means[k], ROUNDING);
            }
        }
    }

    private static List<MeasurementGroup> groups(String... words) {
        return MeasurementGroup.of(Arrays.stream(words).map(PauliSum::of).toList());
    }

    private static double[] run(Circuit circuit, Measurement measurement) {
        double[] y = new double[measurement.numOutputs(circuit.numQubits())];
        REFERENCE
                .compile(circuit, measurement, Precision.DOUBLE)
                .forward(EngineInput.of(RandomCircuits.angles(circuit, 1, 62)), RealView.of(y, 1, y.length));
        return y;
    }
}
