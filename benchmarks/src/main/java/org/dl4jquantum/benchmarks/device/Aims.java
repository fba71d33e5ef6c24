package org.dl4jquantum.benchmarks.device;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.dl4jquantum.sim.math.Precision;

/** What engine {@code cuda} is to reach on an H200, and whether it has. */
final class Aims {
    /** Times may be so many times what arithmetic says is possible. */
    private static final double ALLOWED = 2;

    private static final double AS_FAST_AS_PROCESSOR = 10;
    private static final double MILLIS = 1e3;

    private final Rows rows;
    private final List<Aim> aims = new ArrayList<>();

    /**
     * One aim.
     *
     * @param aim what is aimed at, in words
     * @param limit what it must at most, or at least, be
     * @param measured nothing where it was not measured
     */
    record Aim(String what, String aim, double limit, OptionalDouble measured, boolean met) {
        String verdict() {
            return measured.isEmpty() ? "not measured" : met ? "met" : "missed";
        }
    }

    private Aims(Rows rows) {
        this.rows = rows;
    }

    static List<Aim> of(Rows rows) {
        Aims aims = new Aims(rows);
        aims.kernels("W1", 64, 4, 5);
        aims.kernels("W1", Sizes.LARGE_BATCH, 6, 8);
        aims.kernels("W2", 256, 8, 12);
        aims.kernels("W2", Sizes.LARGE_BATCH, 40, 80);
        aims.kernels("W3", 64, 25, 50);
        aims.kernels("W3", Sizes.LARGE_BATCH, 500, 1000);
        aims.kernels("W4", 16, 150, 280);
        aims.kernels("W4", Sizes.LARGE_BATCH, 30 * MILLIS, 60 * MILLIS);
        aims.state("values", 8 * MILLIS, 16 * MILLIS);
        aims.state("gradient", 22 * MILLIS, 44 * MILLIS);
        for (Sizes sizes : Sizes.each(false)) {
            for (Precision precision : Precision.values()) {
                for (String peer : List.of("jax", "torch")) {
                    aims.faster(peer, sizes, precision, 1);
                    aims.faster(peer, sizes.withBatch(Sizes.LARGE_BATCH), precision, 1);
                }
                for (String processor : List.of("native", "native, 1 thread")) {
                    aims.faster(processor, sizes.withBatch(Sizes.LARGE_BATCH), precision, AS_FAST_AS_PROCESSOR);
                }
            }
        }
        return aims.aims;
    }

    /** Values and gradient in one call: kernels alone. */
    private void kernels(String workload, int batch, double single, double twice) {
        for (Precision precision : Precision.values()) {
            double aim = precision == Precision.FLOAT ? single : twice;
            Timed key = new Timed(workload, batch, precision.name(), "gradient");
            atMost("kernels of " + workload + " at batch " + batch + ", " + precision, aim, rows.kernel("cuda", key));
        }
    }

    private void state(String pass, double single, double twice) {
        for (Precision precision : Precision.values()) {
            double aim = precision == Precision.FLOAT ? single : twice;
            Timed key = new Timed("state of 26", 1, precision.name(), pass);
            OptionalDouble kernel = rows.kernel("cuda", key);
            atMost(
                    "one state of 26 qubits, 10 layers, " + pass + ", " + precision,
                    aim,
                    kernel.isPresent() ? kernel : rows.wall("cuda", key));
        }
    }

    private void atMost(String what, double aim, OptionalDouble micros) {
        double limit = ALLOWED * aim;
        aims.add(new Aim(
                what,
                Digits.of(aim) + " us, at most " + Digits.of(limit),
                limit,
                micros,
                micros.isPresent() && micros.getAsDouble() <= limit));
    }

    /** From Java to Java, against whatever the other does. */
    private void faster(String other, Sizes sizes, Precision precision, double times) {
        Timed key = new Timed(sizes.name(), sizes.batch(), precision.name(), "step");
        OptionalDouble ours = rows.wall("cuda", key);
        OptionalDouble theirs = rows.wall(other, key);
        OptionalDouble ratio = ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(theirs.getAsDouble() / ours.getAsDouble())
                : OptionalDouble.empty();
        String what = "a step of " + sizes.name() + " at batch " + sizes.batch() + ", " + precision + ", against ";
        aims.add(new Aim(
                what + other,
                "at least " + Digits.of(times) + " times as fast",
                times,
                ratio,
                ratio.isPresent() && ratio.getAsDouble() >= times));
    }
}
