package org.dl4jquantum.dl4j.conf;

import java.io.IOException;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;
import org.nd4j.shade.jackson.core.JsonGenerator;
import org.nd4j.shade.jackson.databind.JsonSerializer;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializerProvider;

/** Writes a node as a tree, in JSON or YAML: DL4J's Jackson is a shaded copy, so the text bridges the two. */
final class NodeSerializer extends JsonSerializer<QuantumNode> {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public void serialize(QuantumNode node, JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeTree(MAPPER.readTree(NodeJson.write(node)));
    }
}
