package org.dl4jquantum.dl4j.ui.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.core.storage.StatsStorage;
import org.dl4jquantum.dl4j.ui.record.LayerInfo;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.TimeShares;
import org.dl4jquantum.dl4j.ui.record.TrainingUpdate;
import org.dl4jquantum.sim.draw.CircuitDrawing;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.io.NodeJson;

/** Answers the page's questions from the storages. */
final class Answers {
    /** Updates in one answer: the server's one thread is not held up, and the page asks again at once. */
    static final int MOST_UPDATES = 500;

    private static final int WIDEST = 10_000;
    private static final int USUAL_WIDTH = 900;

    private final List<StatsStorage> storages;

    Answers(List<StatsStorage> storages) {
        this.storages = storages;
    }

    /** Every training that has reported circuits. */
    ArrayNode sessions() {
        ArrayNode sessions = RecordJson.array();
        for (StatsStorage storage : storages) {
            for (String session : storage.listSessionIDs()) {
                for (Persistable info : storage.getAllStaticInfos(session, NetworkInfo.TYPE_ID)) {
                    if (info instanceof NetworkInfo network) {
                        sessions.add(RecordJson.of(network));
                    }
                }
            }
        }
        return sessions;
    }

    /** Updates after a time, oldest first, and whether there are more. */
    ObjectNode updates(Query query) {
        String session = query.required("session");
        String worker = query.required("worker");
        long after = query.number("after", 0, 0, Long.MAX_VALUE);
        StatsStorage storage = storage(session, worker);
        List<TrainingUpdate> updates = storage.getAllUpdatesAfter(session, NetworkInfo.TYPE_ID, worker, after).stream()
                .filter(TrainingUpdate.class::isInstance)
                .map(TrainingUpdate.class::cast)
                .toList();
        ObjectNode answer = RecordJson.object();
        ArrayNode list = answer.putArray("updates");
        updates.stream().limit(MOST_UPDATES).forEach(update -> list.add(RecordJson.of(update)));
        answer.put("more", updates.size() > MOST_UPDATES);
        Persistable timing = storage.getLatestUpdate(session, TimeShares.TYPE_ID, worker);
        if (timing instanceof TimeShares shares) {
            answer.set("timing", RecordJson.of(shares.timing()));
        }
        return answer;
    }

    /** One circuit of a layer as SVG. */
    String circuit(Query query) {
        String session = query.required("session");
        String worker = query.required("worker");
        int width = (int) query.number("width", USUAL_WIDTH, CircuitDrawing.MIN_PIXELS, WIDEST);
        Persistable info = storage(session, worker).getStaticInfo(session, NetworkInfo.TYPE_ID, worker);
        List<LayerInfo> layers = ((NetworkInfo) info).layers();
        LayerInfo layer = layers.get((int) query.number("layer", 0, 0, layers.size() - 1));
        int last = layer.circuits().size() - 1;
        LayerInfo.Circuit circuit = layer.circuits().get((int) query.number("circuit", 0, 0, last));
        QuantumNode node = NodeJson.readNode(circuit.node());
        return CircuitDrawing.of(node.circuit(), node.measurement()).svg(width);
    }

    private StatsStorage storage(String session, String worker) {
        return storages.stream()
                .filter(storage -> storage.getStaticInfo(session, NetworkInfo.TYPE_ID, worker) != null)
                .findFirst()
                .orElseThrow(() -> new UnknownSessionException(session, worker));
    }
}
