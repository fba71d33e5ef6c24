package org.dl4jquantum.dl4j.feature;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;

/**
 * A layer to be put through every feature.
 *
 * @param name column of the documentation
 * @param control whether it is DL4J's own, and shows what DL4J can do by itself
 * @param ends whether it is the last of a network, with two classes
 * @param input what the layer takes: feed-forward, recurrent or convolutional
 * @param make a new, equal configuration at every call, with at least one weight and without noise of its own
 */
record Subject(String name, boolean control, boolean ends, InputType input, Supplier<? extends BaseLayer> make) {

    static Subject of(String name, InputType input, Supplier<? extends BaseLayer> make) {
        return new Subject(name, false, false, input, make);
    }

    static Subject control(String name, InputType input, Supplier<? extends BaseLayer> make) {
        return new Subject(name, true, false, input, make);
    }

    /** The same as the last layer of its network. */
    Subject atTheEnd() {
        return new Subject(name, control, true, input, make);
    }

    boolean isInside() {
        return !ends;
    }

    boolean takesRows() {
        return input.getType() == InputType.Type.FF;
    }

    boolean takesImages() {
        return input.getType() == InputType.Type.CNN;
    }
}
