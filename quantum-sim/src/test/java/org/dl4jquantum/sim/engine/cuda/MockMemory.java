package org.dl4jquantum.sim.engine.cuda;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Memory of the device that is none, which nobody frees but who asked for it. */
public final class MockMemory implements AutoCloseable {
    private static final NativeLibrary LIBRARY =
            NativeLibrary.getInstance(MockDriver.file().toString());

    private final Pointer pointer;

    /** So many bytes, each 0xff. */
    public MockMemory(long bytes) {
        pointer = LIBRARY.getFunction("mock_allocate").invokePointer(new Object[] {bytes});
    }

    /** Its address. */
    public long address() {
        return Pointer.nativeValue(pointer);
    }

    /** Access to what the device has there. */
    public Pointer pointer() {
        return pointer;
    }

    @Override
    public void close() {
        LIBRARY.getFunction("mock_free").invokeVoid(new Object[] {pointer});
    }
}
