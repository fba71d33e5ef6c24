package org.dl4jquantum.dl4j.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.Records;
import org.junit.jupiter.api.Test;

class BoundedStatsStorageTest {
    private static final String TYPE = NetworkInfo.TYPE_ID;

    @Test
    void everySecondUpdateIsDroppedWhenThereAreTooMany() {
        BoundedStatsStorage storage = new BoundedStatsStorage(4);
        storage.putStaticInfo(Records.info("s", "{}"));
        for (int time = 1; time <= 5; time++) {
            storage.putUpdate(Records.update("s", time));
        }
        assertArrayEquals(new long[] {1, 3, 5}, storage.getAllUpdateTimes("s", TYPE, "w"));
        assertEquals(5, storage.getLatestUpdate("s", TYPE, "w").getTimeStamp());
        assertEquals(1, storage.getLatestUpdateAllWorkers("s", TYPE).size());
    }

    @Test
    void theNewestAndTheWholeLengthStay() {
        BoundedStatsStorage storage = new BoundedStatsStorage(10);
        storage.putStaticInfo(Records.info("s", "{}"));
        for (int time = 1; time <= 10_000; time++) {
            storage.putUpdate(Records.update("s", time));
            assertEquals(time, storage.getLatestUpdate("s", TYPE, "w").getTimeStamp());
        }
        List<Long> kept = storage.getAllUpdatesAfter("s", TYPE, "w", 0).stream()
                .map(update -> update.getTimeStamp())
                .toList();
        // Every 2048th and the newest.
        assertEquals(List.of(1L, 2049L, 4097L, 6145L, 8193L, 10_000L), kept);
        assertEquals(kept.size(), storage.getAllUpdatesAfter("s", TYPE, 0).size());
    }

    @Test
    void otherTrainingsAreCountedOnTheirOwn() {
        BoundedStatsStorage storage = new BoundedStatsStorage(2);
        for (String session : List.of("a", "b")) {
            storage.putUpdate(Records.update(session, 1));
            storage.putUpdate(Records.update(session, 2));
        }
        assertEquals(2, storage.getNumUpdateRecordsFor("a", TYPE, "w"));
        assertEquals(2, storage.getNumUpdateRecordsFor("b", TYPE, "w"));
    }

    @Test
    void limitsBelowTwoAreRefused() {
        assertEquals(
                "bounded storage: limit of 1 updates, at least 2 are needed",
                assertThrows(IllegalArgumentException.class, () -> new BoundedStatsStorage(1))
                        .getMessage());
    }
}
