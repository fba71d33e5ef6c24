package org.dl4jquantum.sim.engine.reference;

import org.dl4jquantum.sim.observable.PauliString;
import org.dl4jquantum.sim.observable.PauliSum;

/** Observables applied to a state, letter by letter from the definitions of X, Y and Z. */
final class Observables {
    private Observables() {}

    static double[] apply(PauliSum observable, double[] psi) {
        double[] sum = new double[psi.length];
        for (PauliSum.Term term : observable.terms()) {
            double[] image = apply(term.string(), psi);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term.coefficient() * image[i];
            }
        }
        return sum;
    }

    private static double[] apply(PauliString string, double[] psi) {
        double[] state = psi;
        for (int qubit = 0; qubit < string.numQubits(); qubit++) {
            state = applyLetter(string.letter(qubit), 1 << qubit, state);
        }
        return state;
    }

    /** X|b> = |1-b>, Z|b> = (-1)^b |b>, Y|b> = i (-1)^b |1-b>. */
    private static double[] applyLetter(char letter, int bit, double[] psi) {
        if (letter == 'I') {
            return psi;
        }
        double[] image = new double[psi.length];
        for (int index = 0; index < psi.length / 2; index++) {
            double sign = letter != 'X' && (index & bit) != 0 ? -1 : 1;
            int target = letter == 'Z' ? index : index ^ bit;
            double re = sign * psi[2 * index];
            double im = sign * psi[2 * index + 1];
            image[2 * target] = letter == 'Y' ? -im : re;
            image[2 * target + 1] = letter == 'Y' ? re : im;
        }
        return image;
    }
}
