package org.dl4jquantum.dl4j.ui.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.deeplearning4j.core.storage.Persistable;

/**
 * A record in a storage of DL4J's UI: session, worker, time, and a content of its kind. Its bytes are a frame of magic
 * number, version, kind, length, content and CRC-32; whatever does not fit is refused.
 */
public abstract class QuantumRecord implements Persistable {
    private static final long serialVersionUID = 1;

    private String session = "";
    private String worker = "";
    private long time;

    /** To be decoded into. */
    QuantumRecord() {}

    QuantumRecord(String session, String worker, long time) {
        this.session = session;
        this.worker = worker;
        this.time = time;
    }

    /** What tells kinds apart in the bytes. */
    abstract int kind();

    abstract void writeContent(FieldWriter out) throws IOException;

    abstract void readContent(FieldReader in) throws IOException;

    @Override
    public final String getSessionID() {
        return session;
    }

    @Override
    public final String getWorkerID() {
        return worker;
    }

    /** Milliseconds since 1970. */
    @Override
    public final long getTimeStamp() {
        return time;
    }

    @Override
    public final int encodingLengthBytes() {
        return encode().length;
    }

    @Override
    public final byte[] encode() {
        return Frame.write(kind(), out -> {
            out.text(session);
            out.text(worker);
            out.number(time);
            writeContent(out);
        });
    }

    @Override
    public final void encode(ByteBuffer buffer) {
        buffer.put(encode());
    }

    @Override
    public final void encode(OutputStream stream) throws IOException {
        stream.write(encode());
    }

    /**
     * Becomes the record that was encoded.
     *
     * @throws IllegalArgumentException if the bytes are damaged, of a later version, or of another kind of record
     */
    @Override
    public final void decode(byte[] bytes) {
        Frame.read(kind(), bytes, in -> {
            session = in.text();
            worker = in.text();
            time = in.number();
            readContent(in);
        });
    }

    @Override
    public final void decode(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        decode(bytes);
    }

    @Override
    public final void decode(InputStream stream) throws IOException {
        decode(stream.readAllBytes());
    }

    /** Storages use the coding above; Java's own, which the interface would allow, would break with every change. */
    private void writeObject(ObjectOutputStream stream) throws IOException {
        throw new NotSerializableException("quantum record: not serialised by Java, use encode()");
    }
}
