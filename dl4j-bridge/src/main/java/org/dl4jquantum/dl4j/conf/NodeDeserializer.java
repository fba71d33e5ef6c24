package org.dl4jquantum.dl4j.conf;

import java.io.IOException;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.databind.DeserializationContext;
import org.nd4j.shade.jackson.databind.JsonDeserializer;

/** Reads what {@link NodeSerializer} wrote. */
final class NodeDeserializer extends JsonDeserializer<QuantumNode> {
    @Override
    public QuantumNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return NodeJson.readNode(parser.readValueAsTree().toString());
    }
}
