package org.dl4jquantum.sim.engine;

import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * Simulates circuits. An engine sees operations and angle values; it never hears of inputs, weights or encodings.
 * Engines are safe to use from several threads.
 */
public interface Engine {

    /** The name users select it by. */
    String name();

    /** Which of its kernels run here, such as the instruction set they are compiled for; empty where it has one kind. */
    default String variant() {
        return "";
    }

    Capabilities capabilities();

    /**
     * The memory one call needs for a circuit of this size, in bytes.
     *
     * @param numQubits qubits of the circuit
     */
    long bytesNeeded(int numQubits, Precision precision);

    /** The memory that one call may take, in bytes: the Java heap, for engines that compute in it. */
    default long bytesAvailable() {
        return Runtime.getRuntime().maxMemory();
    }

    /**
     * The scratch memory outside the heap that programs of this engine hold at present, in bytes. A program keeps what its
     * calls have needed, for the next ones, until it is no longer reachable.
     */
    default long bytesHeld() {
        return 0;
    }

    /**
     * Prepares a circuit and what is measured at its end.
     *
     * @throws IllegalArgumentException if the measurement does not fit the circuit
     * @throws UnsupportedOperationException if the engine cannot run it, naming the capability, or the bytes, that lack
     */
    Program compile(Circuit circuit, Measurement measurement, Precision precision);
}
