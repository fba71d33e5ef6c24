package org.dl4jquantum.dl4j.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/**
 * A storage in memory that does not grow without end: when a worker's updates of one type are more than a limit, every
 * second one is dropped, and of those to come as many. So the curves of a long training keep their whole length, and lose resolution.
 */
public final class BoundedStatsStorage extends InMemoryStatsStorage {
    private static final int SMALLEST = 2;

    private final int limit;
    private final Map<List<String>, Thinning> thinnings = new HashMap<>();

    /**
     * An empty storage.
     *
     * @param limit updates kept of each worker and type, at least 2
     * @throws IllegalArgumentException if it is smaller
     */
    public BoundedStatsStorage(int limit) {
        checkLimit(limit);
        this.limit = limit;
    }

    static void checkLimit(int limit) {
        if (limit < SMALLEST) {
            throw new IllegalArgumentException(
                    "bounded storage: limit of " + limit + " updates, at least " + SMALLEST + " are needed");
        }
    }

    @Override
    public synchronized void putUpdate(Persistable update) {
        super.putUpdate(update);
        Map<Long, Persistable> updates =
                getUpdateMap(update.getSessionID(), update.getTypeID(), update.getWorkerID(), false);
        thinnings
                .computeIfAbsent(
                        List.of(update.getSessionID(), update.getTypeID(), update.getWorkerID()),
                        unknown -> new Thinning())
                .add(update.getTimeStamp(), updates);
    }

    /** Which updates of one worker and type are kept: every n-th, and the newest, which pages ask on from. */
    private final class Thinning {
        private final NavigableMap<Long, Long> numbers = new TreeMap<>();
        private long count;
        private long every = 1;

        void add(long time, Map<Long, Persistable> updates) {
            Map.Entry<Long, Long> newestSoFar = numbers.lastEntry();
            if (newestSoFar != null && newestSoFar.getValue() % every != 0) {
                updates.remove(newestSoFar.getKey());
                numbers.remove(newestSoFar.getKey());
            }
            numbers.put(time, count);
            count++;
            if (numbers.size() > limit) {
                every *= 2;
                numbers.entrySet().removeIf(entry -> {
                    boolean dropped = entry.getKey() != time && entry.getValue() % every != 0;
                    if (dropped) {
                        updates.remove(entry.getKey());
                    }
                    return dropped;
                });
            }
        }
    }

    // Reading while updates are dropped would meet records that are gone.

    @Override
    public synchronized List<Persistable> getAllUpdatesAfter(String session, String type, String worker, long time) {
        return super.getAllUpdatesAfter(session, type, worker, time);
    }

    @Override
    public synchronized List<Persistable> getAllUpdatesAfter(String session, String type, long time) {
        return super.getAllUpdatesAfter(session, type, time);
    }

    @Override
    public synchronized Persistable getLatestUpdate(String session, String type, String worker) {
        return super.getLatestUpdate(session, type, worker);
    }

    @Override
    public synchronized List<Persistable> getLatestUpdateAllWorkers(String session, String type) {
        return super.getLatestUpdateAllWorkers(session, type);
    }

    @Override
    public synchronized long[] getAllUpdateTimes(String session, String type, String worker) {
        return super.getAllUpdateTimes(session, type, worker);
    }
}
