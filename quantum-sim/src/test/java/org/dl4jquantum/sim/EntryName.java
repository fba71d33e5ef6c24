package org.dl4jquantum.sim;

import static org.dl4jquantum.sim.math.Complex.unit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dl4jquantum.sim.math.Complex;

/**
 * Names matrix entries that people recognise. A name is given only where it has the entry's value, at several angles.
 *
 * @param text the name
 * @param numAngles angles it mentions: 0, or as many as the gate has
 * @param value its value
 */
record EntryName(String text, int numAngles, Function<double[], Complex> value) {
    private static final double ROUNDING = 1e-15;
    private static final double[][] ANGLES = {{0.7, -1.3, 2.9}, {-2.1, 0.4, 1.7}, {5.3, 3.3, -0.2}};
    private static final double ROOT_HALF = Math.sqrt(0.5);

    private static final List<EntryName> KNOWN = List.of(
            constant("0", 0, 0),
            constant("1", 1, 0),
            constant("-1", -1, 0),
            constant("i", 0, 1),
            constant("-i", 0, -1),
            constant("1/√2", ROOT_HALF, 0),
            constant("-1/√2", -ROOT_HALF, 0),
            constant("(1+i)/2", 0.5, 0.5),
            constant("(1-i)/2", 0.5, -0.5),
            constant("(1+i)/√2", ROOT_HALF, ROOT_HALF),
            constant("(1-i)/√2", ROOT_HALF, -ROOT_HALF),
            new EntryName("cos t/2", 1, t -> real(cosine(t))),
            new EntryName("sin t/2", 1, t -> real(sine(t))),
            new EntryName("-sin t/2", 1, t -> real(-sine(t))),
            new EntryName("i sin t/2", 1, t -> new Complex(0, sine(t))),
            new EntryName("-i sin t/2", 1, t -> new Complex(0, -sine(t))),
            new EntryName("exp(it/2)", 1, t -> unit(t[0] / 2)),
            new EntryName("exp(-it/2)", 1, t -> unit(-t[0] / 2)),
            new EntryName("exp(it)", 1, t -> unit(t[0])),
            new EntryName("cos t0/2", 3, t -> real(cosine(t))),
            new EntryName("-exp(it2) sin t0/2", 3, t -> unit(t[2]).times(-sine(t))),
            new EntryName("exp(it1) sin t0/2", 3, t -> unit(t[1]).times(sine(t))),
            new EntryName("exp(i(t1+t2)) cos t0/2", 3, t -> unit(t[1] + t[2]).times(cosine(t))));

    /** The name of an entry, a function of its gate's angles. */
    static String of(int numAngles, Function<double[], Complex> entry) {
        return KNOWN.stream()
                .filter(name -> name.numAngles == 0 || name.numAngles == numAngles)
                .filter(name -> List.of(ANGLES).stream().allMatch(angles -> {
                    double[] own = Arrays.copyOf(angles, numAngles);
                    Complex difference =
                            entry.apply(own).plus(name.value.apply(angles).times(-1));
                    return difference.squaredMagnitude() < ROUNDING * ROUNDING;
                }))
                .map(EntryName::text)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("matrix entry " + entry.apply(Arrays.copyOf(ANGLES[0], numAngles))
                                + " at " + Arrays.toString(ANGLES[0]) + ": has no name, give it one"));
    }

    private static EntryName constant(String text, double re, double im) {
        return new EntryName(text, 0, t -> new Complex(re, im));
    }

    private static Complex real(double value) {
        return new Complex(value, 0);
    }

    private static double cosine(double[] t) {
        return Math.cos(t[0] / 2);
    }

    private static double sine(double[] t) {
        return Math.sin(t[0] / 2);
    }
}
