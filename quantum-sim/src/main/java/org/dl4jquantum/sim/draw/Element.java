package org.dl4jquantum.sim.draw;

import java.util.List;

/**
 * An operation or a measurement at its place.
 *
 * @param column where, 0 first
 * @param marks at least one, on different qubits; a line joins them
 * @param role what it depends on
 * @param title the whole text of what is drawn short
 */
record Element(int column, List<Mark> marks, Role role, String title) {

    /** Where the numbers of an element come from. */
    enum Role {
        FIXED,
        WEIGHT,
        INPUT,
        MEASUREMENT
    }

    /** The uppermost qubit. */
    int top() {
        return marks.stream().mapToInt(Mark::qubit).min().orElseThrow();
    }

    /** The lowest qubit. */
    int bottom() {
        return marks.stream().mapToInt(Mark::qubit).max().orElseThrow();
    }
}
