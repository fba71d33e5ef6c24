package org.dl4jquantum.sim.draw;

/**
 * What stands on one qubit.
 *
 * @param qubit where
 * @param kind its shape
 * @param label text of a box, empty for other shapes
 */
record Mark(int qubit, Kind kind, String label) {

    /** Shapes. */
    enum Kind {
        /** A box with a label. */
        BOX,
        /** The dot of a control. */
        CONTROL,
        /** The plus of a flip under controls. */
        FLIP,
        /** One of the crosses of an exchange. */
        EXCHANGE
    }

    static Mark box(int qubit, String label) {
        return new Mark(qubit, Kind.BOX, label);
    }
}
