package org.dl4jquantum.dl4j.ui.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodingTest {

    static Stream<QuantumRecord> records() {
        return Stream.of(
                Records.info("s", "{\"long\": \"" + "x".repeat(100_000) + "\"}"),
                Records.update("s", 17),
                Records.timing("s"));
    }

    private static QuantumRecord empty(QuantumRecord like) throws ReflectiveOperationException {
        // As storages do it.
        return like.getClass().getConstructor().newInstance();
    }

    private static void assertSame(QuantumRecord expected, QuantumRecord actual) {
        assertEquals(expected.getSessionID(), actual.getSessionID());
        assertEquals(expected.getWorkerID(), actual.getWorkerID());
        assertEquals(expected.getTimeStamp(), actual.getTimeStamp());
        assertEquals(expected.getTypeID(), actual.getTypeID());
        assertEquals(content(expected), content(actual));
    }

    private static Object content(QuantumRecord record) {
        if (record instanceof NetworkInfo info) {
            return info.layers();
        }
        return record instanceof TrainingUpdate update
                ? List.of(update.figures(), update.layers())
                : ((TimeShares) record).timing();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyWayOfCodingReturnsTheRecord(QuantumRecord record) throws Exception {
        byte[] bytes = record.encode();
        assertEquals(bytes.length, record.encodingLengthBytes());
        QuantumRecord decoded = empty(record);
        decoded.decode(bytes);
        assertSame(record, decoded);

        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        record.encode(buffer);
        decoded = empty(record);
        decoded.decode(buffer.flip());
        assertSame(record, decoded);

        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        record.encode(stream);
        decoded = empty(record);
        decoded.decode(new ByteArrayInputStream(stream.toByteArray()));
        assertSame(record, decoded);
    }

    @ParameterizedTest
    @MethodSource("records")
    void emptyRecordsAreCodedToo(QuantumRecord record) throws Exception {
        QuantumRecord decoded = empty(record);
        decoded.decode(empty(record).encode());
        assertSame(empty(record), decoded);
    }

    @Test
    void everyDamagedByteIsNoticed() {
        byte[] bytes = Records.update("s", 17).encode();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> new TrainingUpdate().decode(damaged));
            assertEquals("quantum record: ", refused.getMessage().substring(0, 16));
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> new TrainingUpdate().decode(cut));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(IllegalArgumentException.class, () -> new TrainingUpdate().decode(longer));
    }

    private static String refusal(QuantumRecord record, byte[] bytes) {
        return assertThrows(IllegalArgumentException.class, () -> record.decode(bytes))
                .getMessage();
    }

    @Test
    void refusalsSayWhatWasReceived() {
        byte[] bytes = Records.update("s", 17).encode();
        assertEquals("quantum record: kind 2, expected is 1", refusal(new NetworkInfo(), bytes));
        byte[] newer = bytes.clone();
        newer[7] = 9;
        assertEquals(
                "quantum record: version 9, known are 1..1; use a newer dl4j-bridge-ui",
                refusal(new TrainingUpdate(), newer));
        assertEquals("quantum record: 3 bytes, at least 24 are needed", refusal(new NetworkInfo(), new byte[3]));
        assertEquals("quantum record: the bytes do not begin like one", refusal(new NetworkInfo(), new byte[24]));
    }

    @Test
    void contentsThatDoNotFitTheirLengthsAreRefused() {
        byte[] hugeText = Frame.write(1, out -> {
            out.text("s");
            out.text("w");
            out.number(1);
            out.list(Arrays.asList(new Object[3]), nothing -> out.number(Long.MAX_VALUE));
        });
        assertEquals("quantum record: ends 2147483627 bytes early", refusal(new NetworkInfo(), hugeText));
        byte[] negative = Frame.write(1, out -> out.number(-1));
        assertEquals("quantum record: length -1, at least 0 is needed", refusal(new NetworkInfo(), negative));
        byte[] more = Frame.write(1, out -> {
            out.text("s");
            out.text("w");
            out.number(1);
            out.list(List.of(), nothing -> {});
            out.number(1);
        });
        assertEquals("quantum record: 8 bytes too many", refusal(new NetworkInfo(), more));
    }

    @Test
    void javaSerializationIsRefused() throws IOException {
        try (ObjectOutputStream stream = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThrows(NotSerializableException.class, () -> stream.writeObject(new NetworkInfo()));
        }
    }

    @Test
    void filesKeepRecords(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("records.dl4j");
        FileStatsStorage written = new FileStatsStorage(file.toFile());
        written.putStaticInfo(Records.info("s", "{}"));
        written.putUpdate(Records.update("s", 17));
        written.close();
        FileStatsStorage storage = new FileStatsStorage(file.toFile());
        List<Persistable> updates = storage.getAllUpdatesAfter("s", NetworkInfo.TYPE_ID, "w", 16);
        assertEquals(1, updates.size());
        assertSame(Records.update("s", 17), (QuantumRecord) updates.get(0));
        assertSame(Records.info("s", "{}"), (QuantumRecord) storage.getStaticInfo("s", NetworkInfo.TYPE_ID, "w"));
        storage.close();
    }
}
