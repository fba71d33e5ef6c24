package org.dl4jquantum.sim.engine.portable;

/** The factor that turns have left out of a tile's states, until something that is multiplied in anyway takes it along. */
final class LeftOut {
    /** Numbers that lack a factor this small are still far from overflow. */
    private static final double LEAST = 1e-6;

    private double factor = 1;

    void add(Turn turn) {
        factor *= turn.factor();
    }

    double factor() {
        return factor;
    }

    /** Whoever calls this multiplies it in. */
    double take() {
        double taken = factor;
        factor = 1;
        return taken;
    }

    /** Multiplies it into the states before they overflow. */
    void settleIfSmall(State... states) {
        if (Math.abs(factor) < LEAST) {
            settle(states);
        }
    }

    /** Multiplies it into the states. */
    void settle(State... states) {
        if (factor != 1) {
            for (State state : states) {
                state.scale(this);
            }
            factor = 1;
        }
    }
}
