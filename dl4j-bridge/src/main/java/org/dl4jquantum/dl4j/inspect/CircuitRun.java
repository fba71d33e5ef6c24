package org.dl4jquantum.dl4j.inspect;

import java.util.List;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.inspect.CircuitTrace;
import org.dl4jquantum.sim.inspect.MeasurementResult;
import org.dl4jquantum.sim.inspect.QuantumState;

/**
 * One run of one circuit inside a layer.
 *
 * @param circuit index of the circuit in its layer
 * @param node the circuit, what is measured, and how
 * @param inputs that reached the circuit
 * @param weights of the circuit
 */
public record CircuitRun(int circuit, QuantumNode node, List<Double> inputs, List<Double> weights) {

    public CircuitRun {
        inputs = List.copyOf(inputs);
        weights = List.copyOf(weights);
    }

    /**
     * The run operation by operation: states, Bloch vectors, entanglement, and where each angle comes from.
     *
     * @throws IllegalArgumentException as {@link CircuitTrace#of} does
     */
    public CircuitTrace trace() {
        return CircuitTrace.of(node.circuit(), array(inputs), array(weights));
    }

    /** The state at the end. */
    public QuantumState finalState() {
        return QuantumState.of(node.circuit(), array(inputs), array(weights));
    }

    /** What is measured at the end, with standard errors where the layer works with shots. */
    public MeasurementResult measurement() {
        return MeasurementResult.of(node, array(inputs), array(weights));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
