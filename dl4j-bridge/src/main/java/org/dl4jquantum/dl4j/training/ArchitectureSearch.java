package org.dl4jquantum.dl4j.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Searches for a quantum layer by successive halving: all candidates train for a few epochs, the better part of them
 * anew for more, and so on until one is left (K. Jamieson and A. Talwalkar, "Non-stochastic best arm identification and
 * hyperparameter optimization", arXiv:1502.07943). Every trial starts from its network's seed, so that a search that was
 * interrupted, taken up from its file, ends as one that was not.
 *
 * <p>A candidate whose circuit needs more memory than the budget is not tried; one that exhausts memory while it trains is
 * dropped, and the search goes on. When the time is used up, the best so far is the result.
 */
public final class ArchitectureSearch {
    private final List<SearchSpace.Candidate> candidates;
    private final Function<QuantumLayer, Model> networks;
    private final List<DataSet> training;
    private final DataSet validation;
    private final Budget budget;
    private final LongSupplier nanoTime;

    /**
     * What a search may take.
     *
     * @param firstEpochs of the first round, at least 1
     * @param reduction only one in so many candidates reaches the next round, which has so many times the epochs; at
     *     least 2
     * @param time of all trials together, of those in the file too
     * @param bytes of one call of a circuit
     */
    public record Budget(int firstEpochs, int reduction, Duration time, long bytes) {
        public Budget {
            if (firstEpochs < 1 || reduction < 2) {
                throw new IllegalArgumentException("architecture search: " + firstEpochs + " epochs and reduction "
                        + reduction + ", at least 1 and 2 are needed");
            }
            if (time.isNegative() || time.isZero() || bytes < 1) {
                throw new IllegalArgumentException("architecture search: " + time + " and " + bytes
                        + " bytes, a positive time and memory are needed");
            }
        }
    }

    /** How a trial ended. */
    public enum Outcome {
        /** It has a score. */
        TRAINED,
        /** Its circuit needs more memory than the budget. */
        TOO_LARGE,
        /** Memory ran out. */
        OUT_OF_MEMORY
    }

    /**
     * One candidate in one round.
     *
     * @param score on validation data, NaN without one
     */
    public record Trial(String candidate, int epochs, Outcome outcome, double score, double seconds) {
        /** Whether it has a score that can be compared. */
        boolean isScored() {
            return outcome == Outcome.TRAINED && Double.isFinite(score);
        }
    }

    /**
     * What was found.
     *
     * @param best of the longest round that any candidate finished; empty if none did
     * @param trials in the order they were made
     * @param complete whether the search came to its end within its time
     */
    public record Result(Optional<SearchSpace.Candidate> best, List<Trial> trials, boolean complete) {
        public Result {
            trials = List.copyOf(trials);
        }
    }

    /**
     * A search.
     *
     * @param networks puts a candidate into a new, initialised network, always the same for the same candidate
     * @param training batches of an epoch, at least one
     * @param validation what candidates are scored by
     */
    public ArchitectureSearch(
            SearchSpace space,
            Function<QuantumLayer, Model> networks,
            List<DataSet> training,
            DataSet validation,
            Budget budget) {
        this(space, networks, training, validation, budget, System::nanoTime);
    }

    ArchitectureSearch(
            SearchSpace space,
            Function<QuantumLayer, Model> networks,
            List<DataSet> training,
            DataSet validation,
            Budget budget,
            LongSupplier nanoTime) {
        if (training.isEmpty()) {
            throw new IllegalArgumentException("architecture search: no batches, at least 1 is needed");
        }
        candidates = space.candidates();
        this.networks = networks;
        this.training = List.copyOf(training);
        this.validation = validation;
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    /**
     * Searches, or goes on with the search that the file holds.
     *
     * @param file of all trials, written after each
     * @throws IOException if the file cannot be read or written
     * @throws IllegalArgumentException if the file belongs to another search, or a candidate's network is not
     *     initialised or has no quantum layer
     */
    public Result run(Path file) throws IOException {
        SearchState state = new SearchState(file, description());
        List<SearchSpace.Candidate> round = candidates;
        Optional<SearchSpace.Candidate> best = Optional.empty();
        int epochs = budget.firstEpochs;
        while (!round.isEmpty()) {
            for (SearchSpace.Candidate candidate : round) {
                if (state.trial(candidate.name(), epochs).isEmpty()) {
                    if (state.seconds() >= budget.time.toNanos() / 1e9) {
                        return new Result(best.or(() -> bestSoFar(state)), state.trials(), false);
                    }
                    state.add(attempt(candidate, epochs));
                }
            }
            List<SearchSpace.Candidate> ranked = ranked(round, epochs, state);
            best = ranked.stream().findFirst().or(() -> bestSoFar(state));
            int survivors = (ranked.size() + budget.reduction - 1) / budget.reduction;
            if (ranked.size() <= 1) {
                break;
            }
            round = ranked.subList(0, survivors);
            epochs = Math.multiplyExact(epochs, budget.reduction);
        }
        return new Result(best, state.trials(), true);
    }

    private List<SearchSpace.Candidate> ranked(List<SearchSpace.Candidate> round, int epochs, SearchState state) {
        return round.stream()
                .filter(one -> state.trial(one.name(), epochs).orElseThrow().isScored())
                .sorted(Comparator.comparingDouble(
                        one -> state.trial(one.name(), epochs).orElseThrow().score()))
                .toList();
    }

    /** Of the trials with the most epochs that of the lowest score. */
    private Optional<SearchSpace.Candidate> bestSoFar(SearchState state) {
        return state.trials().stream()
                .filter(Trial::isScored)
                .min(Comparator.comparingInt((Trial trial) -> -trial.epochs).thenComparingDouble(trial -> trial.score))
                .flatMap(trial -> candidates.stream()
                        .filter(one -> one.name().equals(trial.candidate))
                        .findFirst());
    }

    private Trial attempt(SearchSpace.Candidate candidate, int epochs) {
        long start = nanoTime.getAsLong();
        Outcome outcome = Outcome.TOO_LARGE;
        double score = Double.NaN;
        if (fits(candidate.layer().getNode())) {
            Network network = null;
            try {
                network = Network.of(networks.apply(candidate.layer().clone()));
                QuantumParts.required("architecture search", network);
                for (int epoch = 0; epoch < epochs; epoch++) {
                    training.forEach(network::fit);
                }
                score = network.score(validation);
                outcome = Outcome.TRAINED;
            } catch (RuntimeException | OutOfMemoryError e) {
                if (!MemoryErrors.isExhausted(e)) {
                    throw e;
                }
                outcome = Outcome.OUT_OF_MEMORY;
            }
            if (network != null && outcome == Outcome.OUT_OF_MEMORY) {
                MemoryErrors.release(network);
            }
        }
        return new Trial(candidate.name(), epochs, outcome, score, (nanoTime.getAsLong() - start) / 1e9);
    }

    private boolean fits(QuantumNode node) {
        try {
            int qubits = node.circuit().numQubits();
            return Engines.select(node.engine(), node.circuit(), node.measurement(), Precision.FLOAT)
                            .bytesNeeded(qubits, Precision.FLOAT)
                    <= budget.bytes;
        } catch (UnsupportedOperationException e) {
            // No engine has room for it.
            return false;
        }
    }

    /** What decides the trials: another of these is another search. */
    private String description() {
        return candidates.size() + " candidates from \"" + candidates.get(0).name() + "\" to \""
                + candidates.get(candidates.size() - 1).name() + "\", " + budget.firstEpochs + " epochs, reduction "
                + budget.reduction + ", " + training.size() + " batches";
    }
}
