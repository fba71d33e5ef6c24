package org.dl4jquantum.dl4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The trials of a search so far, in a file that is never half written. */
final class SearchState {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final String search;
    private final List<ArchitectureSearch.Trial> trials = new ArrayList<>();

    /**
     * Takes up a search where its file left it.
     *
     * @param search what is searched, and how: a file of another search is refused
     */
    SearchState(Path file, String search) throws IOException {
        this.file = file;
        this.search = search;
        if (Files.exists(file)) {
            read();
        }
    }

    private void read() throws IOException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new IOException("architecture search: file " + file + ": no JSON: " + e.getMessage(), e);
        }
        if (tree.path("format").asInt() != FORMAT || !tree.path("trials").isArray()) {
            throw new IOException("architecture search: file " + file + ": format " + tree.path("format")
                    + ", this version reads " + FORMAT);
        }
        String stored = tree.path("search").asText();
        if (!stored.equals(search)) {
            throw new IllegalArgumentException("architecture search: file " + file + " belongs to another search, \""
                    + stored + "\", this one is \"" + search + "\"; use another file");
        }
        for (JsonNode trial : tree.get("trials")) {
            trials.add(new ArchitectureSearch.Trial(
                    trial.path("candidate").asText(),
                    trial.path("epochs").asInt(),
                    ArchitectureSearch.Outcome.valueOf(trial.path("outcome").asText()),
                    trial.path("score").asDouble(Double.NaN),
                    trial.path("seconds").asDouble()));
        }
    }

    List<ArchitectureSearch.Trial> trials() {
        return trials;
    }

    Optional<ArchitectureSearch.Trial> trial(String candidate, int epochs) {
        return trials.stream()
                .filter(trial -> trial.candidate().equals(candidate) && trial.epochs() == epochs)
                .findFirst();
    }

    double seconds() {
        return trials.stream().mapToDouble(ArchitectureSearch.Trial::seconds).sum();
    }

    void add(ArchitectureSearch.Trial trial) throws IOException {
        trials.add(trial);
        ObjectNode tree = MAPPER.createObjectNode().put("format", FORMAT).put("search", search);
        ArrayNode list = tree.putArray("trials");
        for (ArchitectureSearch.Trial one : trials) {
            ObjectNode node = list.addObject()
                    .put("candidate", one.candidate())
                    .put("epochs", one.epochs())
                    .put("outcome", one.outcome().name())
                    .put("seconds", one.seconds());
            if (Double.isFinite(one.score())) {
                node.put("score", one.score());
            }
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path beside = Files.createTempFile(folder, file.getFileName().toString(), ".part");
        try {
            Files.writeString(beside, tree.toPrettyString());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
