package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dl4jquantum.sim.math.Precision;

/** Rows of timings of all parts together. */
final class Rows {
    private static final String WALL = "wall_us";
    private static final Map<String, Double> TOLERANCES =
            Map.of(Precision.FLOAT.name(), 1e-4, Precision.DOUBLE.name(), 1e-9);

    private final List<JsonNode> rows = new ArrayList<>();

    /** Of parts by their titles, as {@link PartProcess} gives them. */
    Rows(Map<String, ObjectNode> parts) {
        for (ObjectNode part : parts.values()) {
            for (JsonNode row : part.path(Findings.ROWS)) {
                if (row.has("who")) {
                    rows.add(row);
                }
            }
        }
    }

    /** What was timed by anybody, in the order in which it was. */
    List<Timed> keys() {
        return rows.stream().map(Timed::of).distinct().toList();
    }

    /** Everybody who was timed. */
    List<String> everybody() {
        return rows.stream().map(row -> row.path("who").asText()).distinct().toList();
    }

    Optional<JsonNode> row(String who, Timed key) {
        return rows.stream()
                .filter(row ->
                        row.path("who").asText().equals(who) && Timed.of(row).equals(key))
                .findFirst();
    }

    /** Microseconds of a call, where there was one, and it gave what others gave. */
    OptionalDouble wall(String who, Timed key) {
        return number(who, key, WALL);
    }

    /** Microseconds of the device. */
    OptionalDouble kernel(String who, Timed key) {
        return number(who, key, "kernel_us");
    }

    private OptionalDouble number(String who, Timed key, String field) {
        return row(who, key)
                .filter(row -> row.has(field) && disagreement(row).isEmpty())
                .map(row -> OptionalDouble.of(row.path(field).asDouble()))
                .orElse(OptionalDouble.empty());
    }

    /**
     * Where a row's results are not those of engine {@code native}, or of {@code cuda} where that has none: what differs.
     */
    Optional<String> disagreement(JsonNode row) {
        Timed key = Timed.of(row);
        JsonNode expected = row("native", key)
                .or(() -> row("cuda", key))
                .map(other -> other.path("check"))
                .orElse(row.path("check"));
        JsonNode found = row.path("check");
        double tolerance = TOLERANCES.get(key.precision());
        for (int k = 0; k < Math.min(expected.size(), found.size()); k++) {
            double e = expected.get(k).asDouble();
            double f = found.get(k).asDouble();
            if (!(Math.abs(f - e) <= tolerance * Math.max(1, Math.abs(e)))) {
                return Optional.of(row.path("who").asText() + ", " + key + ": number " + k + " is " + f + ", expected "
                        + e + " to " + tolerance);
            }
        }
        return Optional.empty();
    }

    /** Of everybody. */
    List<String> disagreements() {
        return rows.stream().flatMap(row -> disagreement(row).stream()).toList();
    }
}
