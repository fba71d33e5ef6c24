package org.dl4jquantum.dl4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What each variant of a network reached.
 *
 * @param epochs each was trained for
 * @param rows in the order of {@link AblationVariant}
 */
public record AblationReport(int epochs, List<Row> rows) {
    public AblationReport {
        rows = List.copyOf(rows);
    }

    /**
     * One variant.
     *
     * @param parameters that are trained, of the whole network
     * @param trainingScore mean over the training batches
     * @param testScore on test data
     * @param testAccuracy 0..1
     * @param seconds of training
     */
    public record Row(
            AblationVariant variant,
            long parameters,
            double trainingScore,
            double testScore,
            double testAccuracy,
            double seconds) {}

    /** The row of a variant. */
    public Row row(AblationVariant variant) {
        return rows.stream().filter(row -> row.variant == variant).findFirst().orElseThrow();
    }

    /** A table as text. */
    @Override
    public String toString() {
        String head =
                String.format("%-16s %10s %9s %9s %9s%n", "variant", "parameters", "training", "test", "accuracy");
        return head
                + rows.stream()
                        .map(row -> String.format(
                                Locale.ROOT,
                                "%-16s %10d %9.4f %9.4f %8.1f%%%n",
                                row.variant.title(),
                                row.parameters,
                                row.trainingScore,
                                row.testScore,
                                100 * row.testAccuracy))
                        .collect(Collectors.joining());
    }

    /** The table as JSON. */
    public String toJson() {
        ObjectNode tree = new ObjectMapper().createObjectNode().put("epochs", epochs);
        ArrayNode list = tree.putArray("variants");
        for (Row row : rows) {
            list.addObject()
                    .put("variant", row.variant.title())
                    .put("parameters", row.parameters)
                    .put("trainingScore", row.trainingScore)
                    .put("testScore", row.testScore)
                    .put("testAccuracy", row.testAccuracy)
                    .put("seconds", row.seconds);
        }
        return tree.toPrettyString();
    }

    /**
     * Writes {@code ablation.txt}, {@code ablation.json} and the picture {@code ablation.png}.
     *
     * @throws IOException if the folder cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("ablation.txt"), toString());
        Files.writeString(folder.resolve("ablation.json"), toJson());
        AblationPicture.write(this, folder.resolve("ablation.png"));
    }
}
