package org.dl4jquantum.dl4j.ui.record;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The bytes around the content of a record: magic number, version, kind and length before it, CRC-32 behind. */
final class Frame {
    static final int VERSION = 1;

    private static final int MAGIC = 0x444c5152; // "DLQR"
    private static final int HEAD = 4 * Integer.BYTES;
    private static final int TAIL = Long.BYTES;

    private Frame() {}

    /** Writes a content. */
    interface Writing {
        void to(FieldWriter out) throws IOException;
    }

    /** Reads a content. */
    interface Reading {
        void from(FieldReader in) throws IOException;
    }

    static byte[] write(int kind, Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.to(new FieldWriter(new DataOutputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer frame = ByteBuffer.allocate(HEAD + bytes.size() + TAIL)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putInt(kind)
                .putInt(bytes.size())
                .put(bytes.toByteArray());
        return frame.putLong(checksum(frame.array(), HEAD + bytes.size())).array();
    }

    static void read(int kind, byte[] bytes, Reading content) {
        if (bytes.length < HEAD + TAIL) {
            throw refused(bytes.length + " bytes, at least " + (HEAD + TAIL) + " are needed");
        }
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        if (frame.getInt() != MAGIC) {
            throw refused("the bytes do not begin like one");
        }
        int version = frame.getInt();
        if (version < 1 || version > VERSION) {
            throw refused("version " + version + ", known are 1.." + VERSION + "; use a newer dl4j-bridge-ui");
        }
        int received = frame.getInt();
        if (received != kind) {
            throw refused("kind " + received + ", expected is " + kind);
        }
        int length = frame.getInt();
        if (length != bytes.length - HEAD - TAIL) {
            throw refused(bytes.length + " bytes, but their length says " + ((long) length + HEAD + TAIL));
        }
        if (frame.getLong(HEAD + length) != checksum(bytes, HEAD + length)) {
            throw refused("checksum differs, the bytes are damaged");
        }
        FieldReader in = new FieldReader(ByteBuffer.wrap(bytes, HEAD, length).slice());
        try {
            content.from(in);
        } catch (IOException e) {
            throw refused(e.getMessage());
        }
        if (in.remaining() > 0) {
            throw refused(in.remaining() + " bytes too many");
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("quantum record: " + why);
    }
}
