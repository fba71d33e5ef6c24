package org.dl4jquantum.dl4j.ui.record;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link FieldWriter} wrote; lengths that the bytes cannot hold are refused before room is made for them. */
final class FieldReader {
    private final ByteBuffer in;

    FieldReader(ByteBuffer in) {
        this.in = in;
    }

    /** One element of a list. */
    interface Each<T> {
        T read() throws IOException;
    }

    long number() throws IOException {
        need(Long.BYTES);
        return in.getLong();
    }

    double real() throws IOException {
        need(Double.BYTES);
        return in.getDouble();
    }

    String text() throws IOException {
        byte[] bytes = new byte[length()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    <T> List<T> list(Each<T> each) throws IOException {
        int size = length();
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(each.read());
        }
        return List.copyOf(list);
    }

    int remaining() {
        return in.remaining();
    }

    /** Of bytes, or of elements that take at least one byte each. */
    private int length() throws IOException {
        need(Integer.BYTES);
        int length = in.getInt();
        if (length < 0) {
            throw new EOFException("length " + length + ", at least 0 is needed");
        }
        need(length);
        return length;
    }

    private void need(int bytes) throws IOException {
        if (in.remaining() < bytes) {
            throw new EOFException("ends " + (bytes - in.remaining()) + " bytes early");
        }
    }
}
