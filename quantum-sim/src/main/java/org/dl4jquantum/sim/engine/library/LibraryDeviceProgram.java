package org.dl4jquantum.sim.engine.library;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dl4jquantum.sim.engine.DeviceProgram;
import org.dl4jquantum.sim.engine.DevicePullback;
import org.dl4jquantum.sim.math.DeviceView;

/** A program of a library on arrays in its device's memory. Keeps the program reachable, whose handle it uses. */
final class LibraryDeviceProgram implements DeviceProgram {
    private static final Cleaner CLEANER = Cleaner.create();

    private final DevicePlanLibrary library;
    private final LibraryProgram program;
    private final long handle;
    private final Queue<Room> idle = new ConcurrentLinkedQueue<>();

    LibraryDeviceProgram(DevicePlanLibrary library, LibraryProgram program, long handle) {
        this.library = library;
        this.program = program;
        this.handle = handle;
    }

    @Override
    public int device() {
        return library.deviceNumber();
    }

    @Override
    public void forward(DeviceView inputs, DeviceView weights, DeviceView outputs, long stream) {
        try {
            library.forward(handle, inputs, weights, outputs, stream, 0, false);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    @Override
    public DevicePullback differentiate(
            DeviceView inputs, DeviceView weights, DeviceView outputs, boolean keepStates, long stream) {
        Room room = idle.poll();
        Kept kept = new Kept(room == null ? new Room(library) : room);
        boolean ran = false;
        try {
            library.forward(handle, inputs, weights, outputs, stream, kept.room.pullback, keepStates);
            ran = true;
            return kept;
        } finally {
            if (!ran) {
                kept.close();
            }
            Reference.reachabilityFence(program);
        }
    }

    @Override
    public void backward(
            DeviceView inputs,
            DeviceView weights,
            DeviceView outputCotangent,
            DeviceView inputGradient,
            DeviceView weightGradient,
            long stream) {
        try {
            library.backward(handle, inputs, weights, outputCotangent, inputGradient, weightGradient, stream);
        } finally {
            Reference.reachabilityFence(program);
        }
    }

    /** A pullback of the library, kept for the next forward pass. */
    private static final class Room {
        private final long pullback;

        Room(DevicePlanLibrary library) {
            pullback = library.createPullback();
            // What frees it must not refer to this.
            long freed = pullback;
            CLEANER.register(this, () -> library.freePullback(freed));
        }
    }

    private final class Kept implements DevicePullback {
        private final Room room;
        private boolean closed;

        Kept(Room room) {
            this.room = room;
        }

        @Override
        public boolean isAt(DeviceView inputs, DeviceView weights, long stream) {
            try {
                return !closed && library.isAt(handle, room.pullback, inputs, weights, stream);
            } finally {
                Reference.reachabilityFence(program);
            }
        }

        @Override
        public void backward(
                DeviceView outputCotangent, DeviceView inputGradient, DeviceView weightGradient, long stream) {
            if (closed) {
                throw new IllegalStateException("pullback: closed; differentiate again");
            }
            try {
                library.backward(handle, room.pullback, outputCotangent, inputGradient, weightGradient, stream);
            } finally {
                Reference.reachabilityFence(program);
            }
        }

        @Override
        public long bytesHeld() {
            return closed ? 0 : library.pullbackBytes(room.pullback);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                library.clearPullback(room.pullback);
                idle.add(room);
            }
        }
    }
}
