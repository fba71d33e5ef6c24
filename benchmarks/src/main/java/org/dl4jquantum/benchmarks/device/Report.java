package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report for people, in Markdown. */
final class Report {
    private static final int LINES_OF_DETAIL = 12;

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    /**
     * The text.
     *
     * @param parts what each found, by its title
     */
    static String of(Map<String, ObjectNode> parts, Rows rows, List<Aims.Aim> aims, boolean passed) {
        Report report = new Report();
        report.line("# Engine `cuda` on a device");
        report.line("");
        report.line(passed ? "All checks hold." : "**Checks do not hold.**");
        parts.values().forEach(part -> part.path(Findings.ROWS).forEach(row -> {
            if (row.has("device")) {
                report.line("");
                row.properties()
                        .forEach(entry -> report.line(
                                "- " + entry.getKey() + ": " + entry.getValue().asText()));
            }
        }));
        report.parts(parts);
        report.failures(parts, rows);
        report.aims(aims);
        report.times(rows);
        report.kernels(rows);
        report.notes(parts);
        return report.text.toString();
    }

    private void parts(Map<String, ObjectNode> parts) {
        heading("Parts");
        head("part", "status", "checks", "seconds");
        parts.forEach((title, part) -> {
            String why = part.path(Findings.ABSENT).asText(part.path("ended").asText(""));
            String status = part.path("status").asText();
            cells(
                    title,
                    why.isEmpty() ? status : status + ": " + why,
                    Integer.toString(part.path(Findings.CHECKS).size()),
                    Digits.of(part.path("seconds").asDouble()));
        });
    }

    private void failures(Map<String, ObjectNode> parts, Rows rows) {
        List<String> failures = new ArrayList<>();
        parts.forEach((title, part) -> part.path(Findings.CHECKS).forEach(check -> {
            if (!check.path("holds").asBoolean()) {
                String detail = String.join(
                        "\n  ",
                        check.path("detail")
                                .asText()
                                .lines()
                                .limit(LINES_OF_DETAIL)
                                .toList());
                failures.add("- " + title + ": " + check.path("name").asText() + ": " + detail);
            }
        }));
        rows.disagreements().forEach(disagreement -> failures.add("- results differ: " + disagreement));
        if (!failures.isEmpty()) {
            heading("What does not hold");
            failures.forEach(this::line);
        }
    }

    private void aims(List<Aims.Aim> aims) {
        heading("Aims on an H200");
        head("what", "aim", "measured", "");
        List<String> unknown = new ArrayList<>();
        for (Aims.Aim aim : aims) {
            if (aim.measured().isPresent()) {
                cells(aim.what(), aim.aim(), Digits.of(aim.measured().getAsDouble()), aim.verdict());
            } else {
                unknown.add(aim.what());
            }
        }
        if (!unknown.isEmpty()) {
            line("");
            line("Not measured: " + String.join("; ", unknown) + ".");
        }
    }

    private void times(Rows rows) {
        heading("Times");
        line("Microseconds of a call, from arrays of the caller to arrays of the caller, median; `cuda kernels`: of the"
                + " device, from the first launch to the end of the last before each wait. A step is values and"
                + " gradients, in two calls for ours.");
        line("");
        List<String> everybody = rows.everybody();
        List<String> columns = new ArrayList<>(List.of("workload", "batch", "precision", "pass", "cuda kernels"));
        columns.addAll(everybody);
        head(columns.toArray(String[]::new));
        for (Timed key : rows.keys()) {
            List<String> cells = new ArrayList<>(
                    List.of(key.workload(), Integer.toString(key.batch()), key.precision(), key.pass()));
            cells.add(
                    rows.kernel("cuda", key).isPresent()
                            ? Digits.of(rows.kernel("cuda", key).getAsDouble())
                            : "");
            everybody.forEach(who -> cells.add(cell(rows, who, key)));
            cells(cells.toArray(String[]::new));
        }
    }

    private static String cell(Rows rows, String who, Timed key) {
        Optional<JsonNode> row = rows.row(who, key);
        if (row.isEmpty()) {
            return "";
        }
        if (row.get().has("error")) {
            String error =
                    row.get().path("error").asText().replaceAll("\\s+", " ").replace("|", "/");
            return error.substring(0, Math.min(80, error.length()));
        }
        return rows.disagreement(row.get()).isPresent()
                ? "differs"
                : Digits.of(row.get().path("wall_us").asDouble());
    }

    private void kernels(Rows rows) {
        heading("Kernels");
        line("Microseconds of each in one call, measured one by one: together more than the whole.");
        line("");
        head("workload", "batch", "precision", "pass", "kernels");
        for (Timed key : rows.keys()) {
            rows.row("cuda", key).map(row -> row.path("kernels")).ifPresent(kernels -> {
                List<String> each = new ArrayList<>();
                kernels.properties()
                        .forEach(entry -> each.add(entry.getKey() + " "
                                + Digits.of(entry.getValue().asDouble())));
                if (!each.isEmpty()) {
                    cells(
                            key.workload(),
                            Integer.toString(key.batch()),
                            key.precision(),
                            key.pass(),
                            String.join(", ", each));
                }
            });
        }
    }

    private void notes(Map<String, ObjectNode> parts) {
        heading("Notes");
        parts.forEach((title, part) -> part.path(Findings.NOTES)
                .forEach(
                        note -> line("- " + title + ": " + note.asText().strip().replace("\n", "\n  "))));
    }

    private void heading(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void head(String... cells) {
        cells(cells);
        line("|" + "---|".repeat(cells.length));
    }

    private void cells(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
