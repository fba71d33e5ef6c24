package org.dl4jquantum.sim.ansatz;

import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Template;
import org.dl4jquantum.sim.math.Philox;
import org.dl4jquantum.sim.math.RandomKey;

/** A circuit part with weights. Weights are one flat row, the documented shape in row-major ('c') order. */
public interface Ansatz extends Template {

    /** The shape of the weights on so many qubits, such as [layers, qubits, 3]. */
    int[] weightShape(int numQubits);

    /** Number of weights: the product of {@link #weightShape}. */
    default int numWeights(int numQubits) {
        return IntStream.of(weightShape(numQubits)).reduce(1, Math::multiplyExact);
    }

    /** Weights to start from: uniform in [0, 2 pi), every rotation anywhere. */
    default double[] initialWeights(int numQubits, long seed) {
        Philox random = new Philox(RandomKey.inference(seed).forPurpose(RandomKey.Purpose.WEIGHTS), 0);
        return IntStream.range(0, numWeights(numQubits))
                .mapToDouble(i -> 2 * Math.PI * random.nextDouble())
                .toArray();
    }

    /** Refuses a number of layers or repetitions below 1. */
    static int positive(String ansatz, String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(ansatz + ": " + count + " " + what + ", at least 1 is needed");
        }
        return count;
    }
}
