package org.dl4jquantum.dl4j.training;

import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.RmsProp;

/** The small numbers by which updaters keep from dividing by zero. */
final class Epsilons {
    /** Half of the smallest number of HALF, 2^-24: what is not larger is rounded to 0. */
    static final double ZERO_IN_HALF = 0x1p-25;

    private Epsilons() {}

    /** The epsilon of an updater that divides by one. */
    static OptionalDouble of(IUpdater updater) {
        if (updater instanceof Adam adam) {
            return OptionalDouble.of(adam.getEpsilon());
        }
        if (updater instanceof AMSGrad amsGrad) {
            return OptionalDouble.of(amsGrad.getEpsilon());
        }
        if (updater instanceof Nadam nadam) {
            return OptionalDouble.of(nadam.getEpsilon());
        }
        if (updater instanceof AdaMax adaMax) {
            return OptionalDouble.of(adaMax.getEpsilon());
        }
        if (updater instanceof AdaBelief adaBelief) {
            return OptionalDouble.of(adaBelief.getEpsilon());
        }
        if (updater instanceof AdaGrad adaGrad) {
            return OptionalDouble.of(adaGrad.getEpsilon());
        }
        if (updater instanceof AdaDelta adaDelta) {
            return OptionalDouble.of(adaDelta.getEpsilon());
        }
        return updater instanceof RmsProp rmsProp ? OptionalDouble.of(rmsProp.getEpsilon()) : OptionalDouble.empty();
    }

    /**
     * Refuses updaters whose epsilon HALF cannot tell from 0.
     *
     * @throws IllegalArgumentException naming the layer and the remedy
     */
    static void checkForHalf(Network network) {
        for (ParamRange range : network.params()) {
            IUpdater updater = network.layer(range.layer()).conf().getLayer().getUpdaterByParam(range.key());
            of(updater).ifPresent(epsilon -> {
                if (epsilon <= ZERO_IN_HALF) {
                    throw new IllegalArgumentException("mixed precision: layer \"" + range.layer() + "\" has "
                            + updater.getClass().getSimpleName() + " with epsilon " + epsilon
                            + ", which is 0 in HALF; give it one above " + ZERO_IN_HALF + ", such as 1e-4");
                }
            });
        }
    }
}
