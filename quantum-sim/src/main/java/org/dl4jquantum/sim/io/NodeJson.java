package org.dl4jquantum.sim.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;

/**
 * Nodes and circuits as JSON texts, in {@code format} 1. A reader takes formats up to its own and refuses fields it does
 * not know, so that no file is half understood.
 */
public final class NodeJson {
    /** The format that is written. */
    public static final int FORMAT = 1;

    private static final String FORMAT_FIELD = "format";
    private static final String PRECISION_FIELD = "precision";
    private static final String MEMORY_FIELD = "memory";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private NodeJson() {}

    /** One line of JSON. */
    public static String write(QuantumNode node) {
        ObjectNode tree = MAPPER.createObjectNode().put(FORMAT_FIELD, FORMAT);
        tree.set("circuit", CircuitJson.write(node.circuit()));
        tree.set("measurement", MeasurementJson.write(node.measurement()));
        tree.put("engine", node.engine());
        tree.put("gradient", node.gradient());
        tree.put("shots", node.shots());
        tree.put("seed", node.seed());
        if (node.memory() != MemoryMode.AUTO) {
            tree.put(MEMORY_FIELD, node.memory().name());
        }
        node.precision().ifPresent(precision -> tree.put(PRECISION_FIELD, precision.name()));
        return tree.toString();
    }

    /** One line of JSON. */
    public static String write(Circuit circuit) {
        ObjectNode tree = MAPPER.createObjectNode().put(FORMAT_FIELD, FORMAT);
        tree.setAll(CircuitJson.write(circuit));
        return tree.toString();
    }

    /**
     * Reads a node.
     *
     * @throws IllegalArgumentException if the text is no JSON, of a later format, or describes no valid node
     */
    public static QuantumNode readNode(String json) {
        JsonReader reader = new JsonReader("quantum node", parse(json))
                .allowing(
                        FORMAT_FIELD,
                        "circuit",
                        "measurement",
                        "engine",
                        "gradient",
                        "shots",
                        "seed",
                        PRECISION_FIELD,
                        MEMORY_FIELD);
        checkFormat(reader);
        Circuit circuit = CircuitJson.read(reader.object("circuit"));
        QuantumNode node = new QuantumNode(
                circuit,
                MeasurementJson.read(reader.object("measurement"), circuit.numQubits()),
                reader.text("engine"),
                reader.text("gradient"),
                reader.integer("shots"),
                reader.longInteger("seed"));
        if (reader.has(PRECISION_FIELD)) {
            node = node.withPrecision(constant(reader, PRECISION_FIELD, Precision.values()));
        }
        return reader.has(MEMORY_FIELD) ? node.withMemory(constant(reader, MEMORY_FIELD, MemoryMode.values())) : node;
    }

    private static <E extends Enum<E>> E constant(JsonReader reader, String field, E[] known) {
        String name = reader.text(field);
        return Arrays.stream(known)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "quantum node: " + field + " \"" + name + "\" unknown, known are " + Arrays.toString(known)));
    }

    /**
     * Reads a circuit.
     *
     * @throws IllegalArgumentException if the text is no JSON, of a later format, or describes no valid circuit
     */
    public static Circuit readCircuit(String json) {
        JsonNode tree = parse(json);
        checkFormat(new JsonReader("circuit", tree));
        ((ObjectNode) tree).remove(FORMAT_FIELD);
        return CircuitJson.read(tree);
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "circuit JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }

    private static void checkFormat(JsonReader reader) {
        int format = reader.integer(FORMAT_FIELD);
        if (format < 1 || format > FORMAT) {
            throw new IllegalArgumentException(
                    reader.subject() + ": format " + format + ", this version reads 1.." + FORMAT);
        }
    }
}
