package org.dl4jquantum.dl4j.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights of all circuits of a network as one row. */
final class QuantumWeights {
    private final Network network;
    private final List<ParamRange> ranges;
    private final int size;

    QuantumWeights(Network network) {
        this.network = network;
        ranges = network.params(true);
        size = Math.toIntExact(ranges.stream().mapToLong(ParamRange::length).sum());
        if (size == 0) {
            throw new IllegalArgumentException("quantum training: the circuits have no weights, at least 1 is needed");
        }
    }

    /** Where each layer's weights lie: in the row, from {@link #first} on. */
    List<ParamRange> ranges() {
        return ranges;
    }

    /** The place in the row of a range's first weight. */
    int first(ParamRange wanted) {
        int first = 0;
        for (ParamRange range : ranges) {
            if (range.equals(wanted)) {
                return first;
            }
            first += (int) range.length();
        }
        throw new IllegalArgumentException(wanted + " is none of " + ranges);
    }

    double[] read() {
        return gather(network.model().params());
    }

    double[] gradient() {
        return gather(network.gradientView());
    }

    private double[] gather(INDArray whole) {
        double[] row = new double[size];
        for (ParamRange range : ranges) {
            double[] part = range.of(whole).toDoubleVector();
            System.arraycopy(part, 0, row, first(range), part.length);
        }
        return row;
    }

    void write(double[] row) {
        INDArray params = network.model().params();
        for (ParamRange range : ranges) {
            INDArray place = range.of(params);
            int first = first(range);
            for (int i = 0; i < range.length(); i++) {
                place.putScalar(i, row[first + i]);
            }
        }
    }
}
