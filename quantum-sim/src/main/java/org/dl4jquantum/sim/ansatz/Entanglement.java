package org.dl4jquantum.sim.ansatz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which pairs of qubits an entangling layer couples, in order; control first. */
public enum Entanglement {
    /** Every pair i &lt; j. */
    FULL,
    /** Neighbours: (0, 1), (1, 2), ... */
    LINEAR,
    /** Neighbours from the last: (n-2, n-1), ..., (0, 1): the same unitary as FULL, with fewer gates. */
    REVERSE_LINEAR,
    /** (n-1, 0), then LINEAR. */
    CIRCULAR;

    /** The pairs on {@code numQubits} qubits. */
    public List<int[]> pairs(int numQubits) {
        List<int[]> pairs = new ArrayList<>();
        if (this == CIRCULAR && numQubits > 2) {
            pairs.add(new int[] {numQubits - 1, 0});
        }
        for (int i = 0; i < numQubits; i++) {
            int last = this == FULL ? numQubits - 1 : Math.min(i + 1, numQubits - 1);
            for (int j = i + 1; j <= last; j++) {
                pairs.add(new int[] {i, j});
            }
        }
        if (this == REVERSE_LINEAR) {
            Collections.reverse(pairs);
        }
        return pairs;
    }
}
