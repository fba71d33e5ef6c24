package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of performance tells the times that the comparison measured. */
class PerformanceTest {
    /** Workloads of the comparison, in the order of the page. */
    private static final List<String> WORKLOADS = List.of("W1", "W2", "W3", "W4", "W6");

    /** Cells of the rows of a file that begin so. */
    private static List<List<String>> rows(String file, String form) throws IOException {
        return Files.readAllLines(Block.ROOT.resolve(file)).stream()
                .filter(line -> line.matches(form))
                .map(line -> List.of(line.substring(1).strip().split(" *\\| *", -1)))
                .toList();
    }

    @Test
    void timesAreThoseOfTheComparison() throws IOException {
        List<List<String>> measured = new ArrayList<>();
        for (String workload : WORKLOADS) {
            List<List<String>> figures =
                    rows("benchmarks/results/comparison.md", "\\| " + workload + " \\| f(32|64) .*");
            assertEquals(2, figures.size(), workload);
            // Ours, and the fastest other library's.
            measured.add(List.of(
                    figures.get(0).get(2),
                    figures.get(1).get(2),
                    figures.get(0).get(4),
                    figures.get(1).get(4)));
        }
        List<List<String>> told = rows("docs/performance.md", "\\| \\d+, \\d+, \\d+.*").stream()
                .map(row -> row.subList(1, 5))
                .toList();
        assertEquals(measured, told);
    }
}
