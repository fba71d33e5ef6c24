package org.dl4jquantum.sim.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.function.Supplier;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.gradient.GradientMethod;
import org.dl4jquantum.sim.observable.Measurement;

/** One circuit on one engine, held against expected numbers. */
final class Check {
    private static final double VALUE_TOLERANCE = 1e-12;
    private static final double GRADIENT_TOLERANCE = 1e-10;
    private static final double STRANGE_TOLERANCE = 1e-5;

    static double valueTolerance(String engine) {
        return engine.equals("strange") ? STRANGE_TOLERANCE : VALUE_TOLERANCE;
    }

    /** Both exact gradients where the engine is exact; Strange's amplitudes are too coarse to differentiate. */
    private static List<String> gradientMethods(String engine) {
        return engine.equals("strange") ? List.of() : List.of(GradientMethod.ADJOINT, GradientMethod.PARAMETER_SHIFT);
    }

    final String name;
    private final String engine;
    private final QuantumNode node;
    private Supplier<double[]> inputs;
    private double[] weights;
    private int batch;
    double scale = 1;

    Check(String vector, String engine, Circuit circuit, Measurement measurement) {
        name = vector + " on " + engine;
        this.engine = engine;
        node = QuantumNode.of(circuit, measurement).withEngine(engine);
    }

    Check at(double[] x, double[] w, int samples) {
        inputs = x::clone;
        weights = w;
        batch = samples;
        return this;
    }

    Evaluation evaluation(String gradient) {
        return new Evaluation(node.withGradient(gradient), inputs.get(), weights, batch);
    }

    double[] values(double... expected) {
        double[] y = evaluation(GradientMethod.AUTO).outputs();
        assertArrayEquals(expected, y, scale * valueTolerance(engine), name);
        return y;
    }

    void gradients(double[] cotangent, double[] expectedInputs, double[] expectedWeights) {
        for (String method : gradientMethods(engine)) {
            double[][] found = evaluation(method).gradients(cotangent);
            assertArrayEquals(expectedInputs, found[0], GRADIENT_TOLERANCE, name + ", inputs by " + method);
            assertArrayEquals(expectedWeights, found[1], GRADIENT_TOLERANCE, name + ", weights by " + method);
        }
    }
}
