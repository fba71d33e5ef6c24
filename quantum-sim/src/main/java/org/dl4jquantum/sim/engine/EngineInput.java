package org.dl4jquantum.sim.engine;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;

/**
 * What one call of a program reads.
 *
 * @param angles all slots of the batch
 * @param initialStates [batch, 2^(n+1)], real and imaginary parts in turn, where the circuit takes its initial state;
 *     they need not be normalised
 * @param key names the random numbers, where any are drawn
 */
public record EngineInput(Angles angles, Optional<RealView> initialStates, RandomKey key) {

    /** Angles alone, from |0...0>. */
    public static EngineInput of(Angles angles) {
        return new EngineInput(angles, Optional.empty(), RandomKey.inference(0));
    }

    /** Number of samples. */
    public int batch() {
        return angles.batch();
    }

    /**
     * Refuses what does not fit a circuit.
     *
     * @throws IllegalArgumentException naming what is given and what the circuit takes
     */
    public void validate(Circuit circuit) {
        if (angles.numSlots() != circuit.numSlots()) {
            throw new IllegalArgumentException(
                    "angles: " + angles.numSlots() + " slots given, the circuit has " + circuit.numSlots());
        }
        if (initialStates.isPresent() != circuit.numAmplitudes() > 0) {
            throw new IllegalArgumentException("initial states: "
                    + (initialStates.isPresent()
                            ? "given, but the circuit starts in |0...0>"
                            : "none given, but the circuit takes " + circuit.numAmplitudes() + " amplitudes"));
        }
        int columns = 2 << circuit.numQubits();
        initialStates
                .filter(states -> states.rows() != batch() || states.columns() != columns)
                .ifPresent(states -> {
                    throw new IllegalArgumentException("initial states: shape [" + states.rows() + ", "
                            + states.columns() + "] given, [" + batch() + ", " + columns + "] needed");
                });
    }

    /** Samples {@code first .. first + count - 1}, with the random numbers they have in the whole. */
    public EngineInput slice(int first, int count) {
        return new EngineInput(
                angles.slice(first, count),
                initialStates.map(states -> states.slice(first, count)),
                key.startingAt(key.firstSample() + first));
    }
}
