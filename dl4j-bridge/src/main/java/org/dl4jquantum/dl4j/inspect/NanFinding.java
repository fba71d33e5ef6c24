package org.dl4jquantum.dl4j.inspect;

import java.util.Locale;

/**
 * Where the first number came up that is NaN or infinite.
 *
 * @param iteration of the search, from 0
 * @param stage of the training iteration
 * @param layer name of the layer or vertex, empty for data
 * @param array which of its arrays: the key of a parameter, {@code input} or {@code output}
 * @param count how many of its numbers are NaN or infinite
 * @param length how many numbers it has
 * @param quantum whether the layer holds circuits
 */
public record NanFinding(
        int iteration, Stage stage, String layer, String array, long count, long length, boolean quantum) {

    /** The parts of a training iteration, in their order. */
    public enum Stage {
        DATA("the data", "look at how it is read and scaled"),
        PARAMETER("a parameter before the step", "look at how it was initialised, loaded or changed"),
        ACTIVATION(
                "an activation",
                "look at the numbers that this layer receives: logarithms, divisions and exponentials"
                        + " go wrong outside of their range"),
        LOSS(
                "the loss or its gradient",
                "look at the labels and at outputs that reach 0 or 1: the loss takes logarithms"),
        GRADIENT("a gradient", "look at the activations of this layer: slopes may be infinite where values are not"),
        UPDATE("a parameter after the step", "a smaller learning rate or gradient clipping may help");

        private final String words;
        private final String remedy;

        Stage(String words, String remedy) {
            this.words = words;
            this.remedy = remedy;
        }
    }

    /** In words, with what to look at. */
    @Override
    public String toString() {
        String where = layer.isEmpty() ? "" : " of " + (quantum ? "quantum layer " : "layer ") + "\"" + layer + "\"";
        return String.format(
                Locale.ROOT,
                "iteration %d: %s, \"%s\"%s: %d of %d numbers are NaN or infinite; %s",
                iteration,
                stage.words,
                array,
                where,
                count,
                length,
                stage.remedy);
    }
}
