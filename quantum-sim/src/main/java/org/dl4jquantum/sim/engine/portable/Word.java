package org.dl4jquantum.sim.engine.portable;

import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.plan.Step;

/**
 * A weighted Pauli word on the states whose controls are one: {@code factor · P}.
 *
 * @param xMask qubits it flips
 * @param zMask qubits that give signs
 * @param controls qubits that must be one
 * @param factor weight
 */
record Word(long xMask, long zMask, long controls, double factor) {

    static Word of(PauliString string, double factor) {
        return new Word(string.xMask(), string.zMask(), 0, factor);
    }

    /** The generator G of {@code exp(-i t G)}. */
    static Word generatorOf(Step.Rotation step) {
        return new Word(step.xMask(), step.zMask(), step.controls(), step.scale() / 2);
    }

    /** The exponent of i in {@code P|p> = i^y (-1)^{|p&z|} |p^x>}. */
    int powerOfI() {
        return Long.bitCount(xMask & zMask);
    }
}
