package org.dl4jquantum.sim.function;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.Measurement;

/**
 * A circuit, what is measured at its end, and how that is computed: the description of a differentiable function of
 * inputs and weights. Immutable; {@link #compile} makes it run.
 *
 * @param circuit what is run
 * @param measurement what is read
 * @param engine name of an engine, or {@link Engines#AUTO}
 * @param gradient name of a {@link GradientMethod}
 * @param shots measurements per output, 0 for exact results
 * @param seed of the shots
 * @param precision that circuits are computed in; where it is empty, that of the numbers that come and go
 * @param memory whether {@link CircuitFunction#differentiate} stores states for the gradient
 */
public record QuantumNode(
        Circuit circuit,
        Measurement measurement,
        String engine,
        String gradient,
        int shots,
        long seed,
        Optional<Precision> precision,
        MemoryMode memory) {

    public QuantumNode {
        measurement.validate(circuit.numQubits());
        Engines.validateName(engine);
        if (shots < 0) {
            throw new IllegalArgumentException("shots: " + shots + ", at least 1 is needed, or 0 for exact results");
        }
        GradientMethod.validateName(gradient, shots);
    }

    /** In the precision of the numbers that come and go. */
    public QuantumNode(Circuit circuit, Measurement measurement, String engine, String gradient, int shots, long seed) {
        this(circuit, measurement, engine, gradient, shots, seed, Optional.empty(), MemoryMode.AUTO);
    }

    /** Exact results from the fastest engine present. */
    public static QuantumNode of(Circuit circuit, Measurement measurement) {
        return new QuantumNode(circuit, measurement, Engines.AUTO, GradientMethod.AUTO, 0, 0);
    }

    public QuantumNode withCircuit(Circuit other) {
        return new QuantumNode(other, measurement, engine, gradient, shots, seed, precision, memory);
    }

    public QuantumNode withEngine(String name) {
        return new QuantumNode(circuit, measurement, name, gradient, shots, seed, precision, memory);
    }

    public QuantumNode withGradient(String name) {
        return new QuantumNode(circuit, measurement, engine, name, shots, seed, precision, memory);
    }

    /** With so many shots per output, 0 for exact results. */
    public QuantumNode withShots(int number, long shotSeed) {
        return new QuantumNode(circuit, measurement, engine, gradient, number, shotSeed, precision, memory);
    }

    /** Computed in this precision, whatever the numbers that come and go. */
    public QuantumNode withPrecision(Precision fixed) {
        return new QuantumNode(circuit, measurement, engine, gradient, shots, seed, Optional.of(fixed), memory);
    }

    /** With another use of memory in training. */
    public QuantumNode withMemory(MemoryMode mode) {
        return new QuantumNode(circuit, measurement, engine, gradient, shots, seed, precision, mode);
    }

    public int numInputs() {
        return circuit.numInputs();
    }

    public int numWeights() {
        return circuit.numWeights();
    }

    public int numOutputs() {
        return measurement.numOutputs(circuit.numQubits());
    }

    /**
     * Bytes that the states of a batch take where they are stored for the gradient.
     *
     * @param numbers precision of the numbers that come and go
     */
    public long stateBytes(int batch, Precision numbers) {
        return ((long) batch * precision.orElse(numbers).bytes()) << (circuit.numQubits() + 1);
    }

    /**
     * Selects the engine and prepares the circuit.
     *
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public CircuitFunction compile(Precision precision) {
        return new CircuitFunction(this, precision);
    }
}
