package org.dl4jquantum.sim.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.ansatz.Entanglement;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.ansatz.ZZFeatureMap;
import org.dl4jquantum.sim.circuit.Angle;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.engine.cpu.NativeLibrary;
import org.dl4jquantum.sim.engine.cuda.MockDriver;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * States, expectations and gradients against cases made with PennyLane and cross-checked with Qiskit and NumPy; their
 * README lies beside them.
 */
class ReferenceVectorsTest {
    /** Set where these run outside of a build, on whatever driver there is: names with commas in between. */
    private static final String ENGINES = System.getProperty("reference.engines", "");

    /** Without {@code native} and {@code cuda} where they were not built, which their own tests report. */
    static Stream<String> engines() {
        if (!ENGINES.isEmpty()) {
            return Stream.of(ENGINES.split(",", -1));
        }
        return Stream.of(
                        Stream.of("reference", "java", "strange"),
                        NativeLibrary.isExpected() ? Stream.of("native") : Stream.<String>empty(),
                        MockDriver.isExpected() ? Stream.of("cuda") : Stream.<String>empty())
                .flatMap(names -> names);
    }

    @BeforeAll
    static void installDriver() {
        if (ENGINES.isEmpty()) {
            MockDriver.install();
        }
    }

    @AfterAll
    static void removeDriver() {
        if (ENGINES.isEmpty()) {
            MockDriver.remove();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void hybrid(String engine) {
        for (JsonNode vector : VectorFile.cases("hybrid")) {
            int n = vector.get("n").asInt();
            int batch = vector.get("batch").asInt();
            Circuit circuit = Circuit.builder(n)
                    .add(AngleEncoding.ry(n))
                    .add(StronglyEntanglingLayers.layers(vector.get("layers").asInt())
                            .withRange(1))
                    .build();
            double[] cotangent = VectorFile.flat(vector.get("cotangent"));
            double[] everySample = IntStream.range(0, batch)
                    .boxed()
                    .flatMapToDouble(sample -> Arrays.stream(cotangent))
                    .toArray();
            Check check = new Check(vector.get("name").asText(), engine, circuit, PauliZ.onEach(n))
                    .at(VectorFile.flat(vector.get("inputs")), VectorFile.flat(vector.get("weights")), batch);
            double[] y = check.values(VectorFile.flat(vector.get("outputs")));
            double loss = IntStream.range(0, y.length)
                    .mapToDouble(i -> y[i] * everySample[i])
                    .sum();
            assertEquals(vector.get("loss").asDouble(), loss, y.length * Check.valueTolerance(engine), check.name);
            check.gradients(
                    everySample,
                    VectorFile.flat(vector.get("grad_inputs")),
                    VectorFile.flat(vector.get("grad_weights")));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void randomCircuits(String engine) {
        for (JsonNode vector : VectorFile.cases("random_circuits")) {
            String name = "random circuit " + vector.get("id").asInt();
            int n = vector.get("qubits").asInt();
            List<Double> weights = new ArrayList<>();
            Circuit.Builder builder = Circuit.builder(n);
            for (JsonNode gate : vector.get("gates")) {
                List<Angle> angles = new ArrayList<>();
                for (JsonNode parameter : gate.get("params")) {
                    angles.add(Angle.weight(weights.size()));
                    weights.add(parameter.asDouble());
                }
                builder.add(StandardGate.ofSymbol(gate.get("name").asText()), angles, ints(gate.get("wires")));
            }
            Circuit circuit = builder.build();
            double[] w = weights.stream().mapToDouble(v -> v).toArray();
            double[] re = VectorFile.byOurIndex(vector.get("state_re"), n);
            double[] im = VectorFile.byOurIndex(vector.get("state_im"), n);
            double[] state = IntStream.range(0, 2 * re.length)
                    .mapToDouble(i -> i % 2 == 0 ? re[i / 2] : im[i / 2])
                    .toArray();
            new Check(name, engine, circuit, Measurement.stateVector())
                    .at(new double[0], w, 1)
                    .values(state);
            int[] allQubits = IntStream.range(0, n).toArray();
            new Check(name, engine, circuit, Measurement.probabilities(allQubits))
                    .at(new double[0], w, 1)
                    .values(VectorFile.byOurIndex(vector.get("probabilities"), n));
            Map<PauliSum, Double> expectations = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : vector.get("expectations").properties()) {
                expectations.put(PauliSum.of(entry.getKey()), entry.getValue().asDouble());
            }
            new Check(name, engine, circuit, Measurement.expectations(List.copyOf(expectations.keySet())))
                    .at(new double[0], w, 1)
                    .values(expectations.values().stream().mapToDouble(v -> v).toArray());
            JsonNode gradient = vector.get("gradient");
            PauliSum observable = PauliSum.of(gradient.get("observable").asText());
            new Check(name, engine, circuit, Measurement.expectations(observable))
                    .at(new double[0], w, 1)
                    .gradients(new double[] {1}, new double[0], VectorFile.flat(gradient.get("grad")));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void qaoa(String engine) {
        for (JsonNode vector : VectorFile.cases("qaoa")) {
            int n = vector.get("n").asInt();
            boolean maxcut = vector.get("kind").asText().equals("maxcut");
            PauliSum cost = cost(vector, maxcut);
            for (JsonNode run : vector.get("qaoa")) {
                String name = "qaoa " + vector.get("id").asInt() + " p="
                        + run.get("p").asInt();
                int p = run.get("p").asInt();
                Circuit circuit = qaoaCircuit(n, p, cost);
                double[] w = Stream.of(run.get("gamma"), run.get("beta"))
                        .flatMapToDouble(angles -> Arrays.stream(VectorFile.flat(angles)))
                        .toArray();
                double[] gradient = Stream.of(run.get("grad_gamma"), run.get("grad_beta"))
                        .flatMapToDouble(angles -> Arrays.stream(VectorFile.flat(angles)))
                        .toArray();
                Check check = new Check(name, engine, circuit, Measurement.expectations(cost)).at(new double[0], w, 1);
                // An energy adds up many terms, and an error of each.
                check.scale = cost.terms().size();
                check.values(run.get("energy").asDouble());
                check.gradients(new double[] {1}, new double[0], gradient);
                double[] probabilities = new Check(
                                name,
                                engine,
                                circuit,
                                Measurement.probabilities(IntStream.range(0, n).toArray()))
                        .at(new double[0], w, 1)
                        .evaluation(GradientMethod.AUTO)
                        .outputs();
                double optimal = 0;
                for (JsonNode bits : vector.get("optimal_bitstrings")) {
                    // Character i is wire i: the first is bit 0.
                    optimal += probabilities[
                            Integer.parseInt(
                                    new StringBuilder(bits.asText()).reverse().toString(), 2)];
                }
                assertEquals(
                        run.get("probability_of_optimum").asDouble(),
                        optimal,
                        check.scale * Check.valueTolerance(engine),
                        name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void kernels(String engine) {
        for (JsonNode vector : VectorFile.cases("kernels")) {
            String name = "kernel " + vector.get("id").asInt();
            int n = vector.get("n").asInt();
            Encoding encoding = vector.get("kind").asText().startsWith("ZZFeatureMap")
                    ? new ZZFeatureMap(n, vector.get("reps").asInt(), Entanglement.FULL)
                    : AngleEncoding.ry(n);
            double[] x = VectorFile.flat(vector.get("X"));
            int points = x.length / n;
            double[] states = new Check(
                            name, engine, Circuit.builder(n).add(encoding).build(), Measurement.stateVector())
                    .at(x, new double[0], points)
                    .evaluation(GradientMethod.AUTO)
                    .outputs();
            double[] gram = new double[points * points];
            for (int a = 0; a < points; a++) {
                for (int b = 0; b < points; b++) {
                    gram[a * points + b] = fidelity(states, a, b, 2 << n);
                }
            }
            assertArrayEquals(VectorFile.flat(vector.get("gram")), gram, Check.valueTolerance(engine), name);
        }
    }

    private static double fidelity(double[] states, int a, int b, int width) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < width; i += 2) {
            double aRe = states[a * width + i];
            double aIm = states[a * width + i + 1];
            double bRe = states[b * width + i];
            double bIm = states[b * width + i + 1];
            re += aRe * bRe + aIm * bIm;
            im += aRe * bIm - aIm * bRe;
        }
        return re * re + im * im;
    }

    /** MaxCut {@code sum w (1 - Z Z) / 2}, or Ising {@code sum h Z + sum J Z Z}. */
    private static PauliSum cost(JsonNode vector, boolean maxcut) {
        int n = vector.get("n").asInt();
        List<PauliSum.Term> terms = new ArrayList<>();
        for (JsonNode edge : vector.get("edges")) {
            long mask = 1L << edge.get(0).asInt() | 1L << edge.get(1).asInt();
            double weight = edge.get(2).asDouble();
            terms.add(new PauliSum.Term(maxcut ? -weight / 2 : weight, zWord(n, mask)));
            if (maxcut) {
                terms.add(new PauliSum.Term(weight / 2, zWord(n, 0)));
            }
        }
        double[] field = VectorFile.flat(vector.get("h"));
        for (int qubit = 0; qubit < n && !maxcut; qubit++) {
            terms.add(new PauliSum.Term(field[qubit], zWord(n, 1L << qubit)));
        }
        return new PauliSum(n, terms);
    }

    private static PauliString zWord(int n, long mask) {
        return new PauliString(n, 0, mask);
    }

    /** H everywhere, then p times exp(-i gamma C) and RX(2 beta); weights are the gammas, then the betas. */
    private static Circuit qaoaCircuit(int n, int p, PauliSum cost) {
        Circuit.Builder builder = Circuit.builder(n);
        IntStream.range(0, n).forEach(qubit -> builder.add(StandardGate.H, qubit));
        for (int layer = 0; layer < p; layer++) {
            for (PauliSum.Term term : cost.terms()) {
                Angle angle = Angle.weight(layer).times(2 * term.coefficient());
                int[] qubits = IntStream.range(0, n)
                        .filter(qubit -> term.string().letter(qubit) == 'Z')
                        .toArray();
                if (qubits.length == 1) {
                    builder.add(StandardGate.RZ, angle, qubits);
                } else if (qubits.length == 2) {
                    builder.add(StandardGate.ISING_ZZ, angle, qubits);
                }
            }
            for (int qubit = 0; qubit < n; qubit++) {
                builder.add(StandardGate.RX, Angle.weight(p + layer).times(2), qubit);
            }
        }
        return builder.build();
    }

    private static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }
}
