package org.dl4jquantum.dl4j.ui.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dl4jquantum.dl4j.training.ComponentTiming;
import org.dl4jquantum.dl4j.ui.record.Histogram;
import org.dl4jquantum.dl4j.ui.record.LayerInfo;
import org.dl4jquantum.dl4j.ui.record.LayerStats;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.TrainingUpdate;

/** Records as the page reads them. Numbers that are not finite are null: JSON has none. */
final class RecordJson {
    private RecordJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode of(NetworkInfo info) {
        ObjectNode json = object().put("session", info.getSessionID())
                .put("worker", info.getWorkerID())
                .put("time", info.getTimeStamp());
        ArrayNode layers = json.putArray("layers");
        for (LayerInfo layer : info.layers()) {
            ArrayNode circuits = layers.addObject()
                    .put("name", layer.name())
                    .put("type", layer.type())
                    .put("engine", layer.engine())
                    .put("weights", layer.numWeights())
                    .putArray("circuits");
            layer.circuits().forEach(circuit -> circuits.add(circuit.copies()));
        }
        return json;
    }

    static ObjectNode of(TrainingUpdate update) {
        TrainingUpdate.Figures figures = update.figures();
        ObjectNode json = object().put("time", update.getTimeStamp())
                .put("iteration", figures.iteration())
                .put("epoch", figures.epoch());
        put(json, "score", figures.score());
        put(json, "quantumNorm", figures.quantumNorm());
        put(json, "classicalNorm", figures.classicalNorm());
        put(json, "seconds", figures.seconds());
        ArrayNode layers = json.putArray("layers");
        update.layers().forEach(layer -> layers.add(of(layer)));
        return json;
    }

    private static ObjectNode of(LayerStats layer) {
        ObjectNode json = object().put("name", layer.name());
        json.set("weights", of(layer.weights()));
        json.set("gradients", of(layer.gradients()));
        put(json, "norm", layer.gradientNorm());
        put(json, "variance", layer.gradientVariance());
        json.set("means", of(layer.outputMeans()));
        json.set("deviations", of(layer.outputDeviations()));
        put(json, "circuitSeconds", layer.circuitSeconds());
        return json;
    }

    private static ObjectNode of(Histogram histogram) {
        ObjectNode json = object();
        put(json, "min", histogram.min());
        put(json, "max", histogram.max());
        ArrayNode counts = json.putArray("counts");
        histogram.counts().forEach(counts::add);
        return json;
    }

    static ObjectNode of(ComponentTiming timing) {
        ObjectNode json = object().put("iterations", timing.iterations());
        put(json, "seconds", timing.totalNanos() / 1e9);
        ArrayNode layers = json.putArray("layers");
        for (ComponentTiming.LayerTime layer : timing.layers()) {
            ObjectNode one = layers.addObject().put("name", layer.name()).put("quantum", layer.quantum());
            put(one, "forward", layer.forwardNanos() / 1e9);
            put(one, "backward", layer.backwardNanos() / 1e9);
        }
        return json;
    }

    private static ArrayNode of(List<Double> values) {
        ArrayNode json = array();
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.add(value);
            } else {
                json.addNull();
            }
        }
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
