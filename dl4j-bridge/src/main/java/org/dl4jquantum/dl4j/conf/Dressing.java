package org.dl4jquantum.dl4j.conf;

import java.util.Collections;
import java.util.List;
import org.dl4jquantum.sim.function.QuantumNode;

/**
 * Circuits between two dense maps, as in A. Mari et al., "Transfer learning in hybrid classical-quantum neural networks"
 * (arXiv:1912.08278): {@code u = tanh(x A + a) pi/2}, {@code y_g = f(u_g; theta_g)}, {@code z_g = y_g C_g + c_g} for
 * gates g = 1..G, which are copies of one circuit with weights of their own.
 *
 * @param prefix of the keys: {@code A} [nIn, G q], {@code a}, {@code theta} [1, G P], {@code C} [o, G nOut], {@code c},
 *     where the circuit has q inputs, P weights and o outputs
 * @param gates G
 * @param node the circuit
 * @param nIn size of x
 * @param nOut size of each z_g
 */
public record Dressing(String prefix, int gates, QuantumNode node, long nIn, long nOut) {

    /** The circuit of every gate. */
    public List<QuantumNode> circuits() {
        return Collections.nCopies(gates, node);
    }

    /** All parameters. */
    public List<Weight> weights() {
        Weight in = Weight.matrix(inKey(), nIn, (long) gates * node.numInputs());
        Weight inBias = Weight.bias(inBiasKey(), in.columns());
        Weight out = Weight.matrix(outKey(), node.numOutputs(), gates * nOut);
        Weight outBias = Weight.bias(outBiasKey(), out.columns());
        Weight theta = Weight.angles(thetaKey(), (long) gates * node.numWeights());
        return hasTheta() ? List.of(in, inBias, theta, out, outBias) : List.of(in, inBias, out, outBias);
    }

    /** Whether the circuit has weights. */
    public boolean hasTheta() {
        return node.numWeights() > 0;
    }

    public String inKey() {
        return prefix + "A";
    }

    public String inBiasKey() {
        return prefix + "a";
    }

    public String thetaKey() {
        return prefix + "theta";
    }

    public String outKey() {
        return prefix + "C";
    }

    public String outBiasKey() {
        return prefix + "c";
    }
}
