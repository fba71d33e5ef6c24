package org.dl4jquantum.dl4j.ui.record;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the fields of records. */
final class FieldWriter {
    private final DataOutputStream out;

    FieldWriter(DataOutputStream out) {
        this.out = out;
    }

    /** One element of a list. */
    interface Each<T> {
        void write(T element) throws IOException;
    }

    void number(long value) throws IOException {
        out.writeLong(value);
    }

    void real(double value) throws IOException {
        out.writeDouble(value);
    }

    void text(String text) throws IOException {
        // Not writeUTF, which ends at 64 KB.
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    <T> void list(List<T> list, Each<T> each) throws IOException {
        out.writeInt(list.size());
        for (T element : list) {
            each.write(element);
        }
    }
}
