package org.dl4jquantum.sim.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A family of reference cases, and the door where their conventions become ours. In the files wire 0 is the most
 * significant bit of a basis-state index, with us qubit 0 is the least; wire i is qubit i, so only indices change.
 */
final class VectorFile {
    private static final String FOLDER = System.getProperty("reference.vectors", "");

    private VectorFile() {}

    /** The cases of a family, from the folder of the system property {@code reference.vectors} where it is set. */
    static List<JsonNode> cases(String family) {
        try (InputStream file = FOLDER.isEmpty()
                ? VectorFile.class.getResourceAsStream("/vectors/" + family + ".json")
                : Files.newInputStream(Path.of(FOLDER, family + ".json"))) {
            List<JsonNode> cases = new ArrayList<>();
            new ObjectMapper().readTree(file).get("cases").forEach(cases::add);
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Entry {@code ours} of an array over basis states: its place in a file. */
    static int theirIndex(int ours, int numQubits) {
        return Integer.reverse(ours) >>> (Integer.SIZE - numQubits);
    }

    /** An array over basis states, in our order. */
    static double[] byOurIndex(JsonNode array, int numQubits) {
        double[] values = new double[array.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = array.get(theirIndex(index, numQubits)).asDouble();
        }
        return values;
    }

    /** All numbers of nested arrays, first to last. */
    static double[] flat(JsonNode nested) {
        List<Double> values = new ArrayList<>();
        collect(nested, values);
        return values.stream().mapToDouble(v -> v).toArray();
    }

    private static void collect(JsonNode node, List<Double> values) {
        if (node.isArray()) {
            node.forEach(child -> collect(child, values));
        } else {
            values.add(node.asDouble());
        }
    }
}
