package org.dl4jquantum.dl4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.dl4j.training.ArchitectureSearch.Budget;
import org.dl4jquantum.dl4j.training.ArchitectureSearch.Outcome;
import org.dl4jquantum.dl4j.training.ArchitectureSearch.Result;
import org.dl4jquantum.dl4j.training.ArchitectureSearch.Trial;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

class ArchitectureSearchTest {
    private static final Budget ENOUGH = new Budget(2, 2, Duration.ofHours(1), 1L << 30);

    @TempDir
    Path folder;

    private final DataSet data = TestNetworks.data(DataType.FLOAT, 6);
    private final AtomicLong clock = new AtomicLong();

    private static SearchSpace space(int... qubits) {
        Map<String, Encoding> encodings = new LinkedHashMap<>();
        for (int n : qubits) {
            encodings.put("RX on " + n, AngleEncoding.rx(n));
            encodings.put("RY on " + n, AngleEncoding.ry(n));
        }
        Map<String, IntFunction<Ansatz>> ansaetze = new LinkedHashMap<>();
        ansaetze.put("basic", BasicEntanglerLayers::layers);
        ansaetze.put("strong", StronglyEntanglingLayers::layers);
        return new SearchSpace(encodings, ansaetze, List.of(1, 2), PauliZ::onEach);
    }

    private static Model network(QuantumLayer layer) {
        return TestNetworks.initialized(
                TestNetworks.sequence(TestNetworks.training(DataType.FLOAT).updater(new Adam(0.05)), layer));
    }

    /** A clock that a second passes on at every look. */
    private ArchitectureSearch search(SearchSpace space, Function<QuantumLayer, Model> networks, Budget budget) {
        return new ArchitectureSearch(
                space, networks, List.of(data), data, budget, () -> clock.addAndGet(1_000_000_000L));
    }

    private Path file() {
        return folder.resolve("search/trials.json");
    }

    @Test
    void halvesCandidatesAndDoublesEpochsUntilOneIsLeft() throws IOException {
        Result result =
                search(space(2), ArchitectureSearchTest::network, ENOUGH).run(file());
        assertTrue(result.complete());
        Map<Integer, List<Trial>> rounds = new LinkedHashMap<>();
        result.trials().forEach(trial -> rounds.computeIfAbsent(trial.epochs(), e -> new ArrayList<>())
                .add(trial));
        assertEquals(List.of(2, 4, 8, 16), List.copyOf(rounds.keySet()));
        assertEquals(
                List.of(8, 4, 2, 1), rounds.values().stream().map(List::size).toList());
        for (int epochs = 2; epochs < 16; epochs *= 2) {
            List<String> better = rounds.get(epochs).stream()
                    .sorted((a, b) -> Double.compare(a.score(), b.score()))
                    .limit(rounds.get(2 * epochs).size())
                    .map(Trial::candidate)
                    .toList();
            assertEquals(
                    better,
                    rounds.get(2 * epochs).stream().map(Trial::candidate).toList());
        }
        Trial last = rounds.get(16).get(0);
        assertEquals(last.candidate(), result.best().orElseThrow().name());
        Network again = Network.of(network(result.best().orElseThrow().layer()));
        for (int epoch = 0; epoch < 16; epoch++) {
            again.fit(data);
        }
        assertEquals(again.score(data), last.score(), 1e-9, "trials repeat");
    }

    /** Interrupted after every number of trials, it ends as it would have. */
    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        Result whole = search(space(2), ArchitectureSearchTest::network, ENOUGH).run(folder.resolve("whole.json"));
        int[] made = {0};
        for (int trials = 1; trials < whole.trials().size(); trials += 3) {
            int stopAfter = trials;
            Path file = folder.resolve(trials + ".json");
            made[0] = 0;
            assertThrows(IllegalStateException.class, () -> search(
                            space(2),
                            layer -> {
                                if (made[0]++ == stopAfter) {
                                    throw new IllegalStateException("power cut");
                                }
                                return network(layer);
                            },
                            ENOUGH)
                    .run(file));
            made[0] = 0;
            Result resumed = search(
                            space(2),
                            layer -> {
                                made[0]++;
                                return network(layer);
                            },
                            ENOUGH)
                    .run(file);
            assertEquals(whole.trials().size() - trials, made[0], "no trial is made twice");
            assertEquals(
                    whole.best().map(SearchSpace.Candidate::name),
                    resumed.best().map(SearchSpace.Candidate::name));
            for (int i = 0; i < whole.trials().size(); i++) {
                assertEquals(
                        whole.trials().get(i).candidate(),
                        resumed.trials().get(i).candidate());
                assertEquals(
                        whole.trials().get(i).score(), resumed.trials().get(i).score());
            }
        }
    }

    @Test
    void endsWithTheBestSoFarWhenTimeIsUsedUp() throws IOException {
        Budget short5 = new Budget(2, 2, Duration.ofSeconds(5), 1L << 30);
        Result result =
                search(space(2), ArchitectureSearchTest::network, short5).run(file());
        assertFalse(result.complete());
        assertEquals(5, result.trials().size());
        Trial lowest = result.trials().stream()
                .min((a, b) -> Double.compare(a.score(), b.score()))
                .orElseThrow();
        assertEquals(lowest.candidate(), result.best().orElseThrow().name());
        Result longer =
                search(space(2), ArchitectureSearchTest::network, ENOUGH).run(file());
        assertTrue(longer.complete());
        assertEquals(15, longer.trials().size(), "the time of earlier runs counts, their trials too");
    }

    @Test
    void memoryExhaustedInTheMiddleDropsTheCandidateAlone() throws IOException {
        int[] made = {0};
        Result result = search(
                        space(2),
                        layer -> {
                            made[0]++;
                            if (made[0] == 3) {
                                throw new OutOfMemoryError("Java heap space");
                            }
                            if (made[0] == 4) {
                                throw new RuntimeException("Allocation failed: [std::bad_alloc]");
                            }
                            return network(layer);
                        },
                        ENOUGH)
                .run(file());
        assertTrue(result.complete());
        assertEquals(Outcome.OUT_OF_MEMORY, result.trials().get(2).outcome());
        assertEquals(Outcome.OUT_OF_MEMORY, result.trials().get(3).outcome());
        assertTrue(Double.isNaN(result.trials().get(2).score()));
        assertEquals(
                3, result.trials().stream().filter(trial -> trial.epochs() == 4).count(), "half of six");
        String dropped = result.trials().get(2).candidate();
        assertEquals(
                1,
                result.trials().stream()
                        .filter(trial -> trial.candidate().equals(dropped))
                        .count());
    }

    @Test
    void circuitsBeyondTheMemoryOfTheBudgetAreNotTried() throws IOException {
        Budget small = new Budget(1, 2, Duration.ofHours(1), 40_000);
        List<Integer> sizes = new ArrayList<>();
        Result result = search(
                        space(2, 16),
                        layer -> {
                            sizes.add((int) layer.getNIn());
                            return network(layer);
                        },
                        small)
                .run(file());
        assertFalse(sizes.contains(16));
        assertTrue(sizes.contains(2));
        assertEquals(
                8,
                result.trials().stream()
                        .filter(trial -> trial.outcome() == Outcome.TOO_LARGE)
                        .filter(trial -> trial.candidate().contains("16"))
                        .count());
        assertTrue(result.best().orElseThrow().name().contains("on 2"));
        Budget none = new Budget(1, 2, Duration.ofHours(1), 1);
        Result nothing = search(space(2), ArchitectureSearchTest::network, none).run(folder.resolve("none.json"));
        assertTrue(nothing.best().isEmpty() && nothing.complete());
    }

    @Test
    void theFileIsOfOneSearchAndNeverHalfWritten() throws IOException {
        search(space(2), ArchitectureSearchTest::network, ENOUGH).run(file());
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
        Budget other = new Budget(3, 2, Duration.ofHours(1), 1L << 30);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> search(space(2), ArchitectureSearchTest::network, other)
                                .run(file()))
                .getMessage();
        assertTrue(message.contains("belongs to another search") && message.endsWith("use another file"), message);
        Files.writeString(file(), "{\"format\": 1, \"trials\": [");
        String broken = assertThrows(IOException.class, () -> search(space(2), ArchitectureSearchTest::network, ENOUGH)
                        .run(file()))
                .getMessage();
        assertTrue(broken.startsWith("architecture search: file " + file() + ": no JSON"), broken);
        Files.writeString(file(), "{\"format\": 7, \"trials\": []}");
        assertEquals(
                "architecture search: file " + file() + ": format 7, this version reads 1",
                assertThrows(IOException.class, () -> search(space(2), ArchitectureSearchTest::network, ENOUGH)
                                .run(file()))
                        .getMessage());
    }

    @Test
    void whatCannotWorkIsRefused() {
        Refused.assertRefused(
                "architecture search: 0 epochs and reduction 2, at least 1 and 2 are needed",
                () -> new Budget(0, 2, Duration.ofHours(1), 1));
        Refused.assertRefused(
                "architecture search: PT0S and 5 bytes, a positive time and memory are needed",
                () -> new Budget(1, 2, Duration.ZERO, 5));
        Refused.assertRefused(
                "search space: depth 0, at least 1 is needed",
                () -> new SearchSpace(
                        Map.of("a", AngleEncoding.ry(2)),
                        Map.of("b", BasicEntanglerLayers::layers),
                        List.of(0),
                        PauliZ::onEach));
        Refused.assertRefused(
                "search space: 0 encodings, 1 ansaetze, 1 depths, at least 1 of each is needed",
                () -> new SearchSpace(Map.of(), Map.of("b", BasicEntanglerLayers::layers), List.of(1), PauliZ::onEach));
        Refused.assertRefused(
                "architecture search: no batches, at least 1 is needed",
                () -> new ArchitectureSearch(space(2), ArchitectureSearchTest::network, List.of(), data, ENOUGH));
        Refused.assertNeedsAQuantumLayer("architecture search", model -> {
            try {
                search(space(2), layer -> model, ENOUGH)
                        .run(Files.createTempDirectory(folder, "s").resolve("f"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
