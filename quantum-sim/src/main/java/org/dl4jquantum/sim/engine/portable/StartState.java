package org.dl4jquantum.sim.engine.portable;

import java.util.List;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.plan.QubitRun;

/** The product state that a plan starts from. */
final class StartState {
    /** Numbers of a one-qubit state, and of an environment. */
    private static final int STATE = 4;

    private static final int ENVIRONMENT = 8;

    private final List<QubitRun> runs;
    private final Table amplitudes;
    private final Table environments;

    StartState(List<QubitRun> runs, int samples) {
        this.runs = runs;
        amplitudes = new Table(STATE * runs.size(), samples);
        environments = new Table(ENVIRONMENT * runs.size(), samples);
    }

    void prepare(State psi, Angles angles, int first, int count) {
        // What an earlier call left for samples that this one does not have would enter sums over the tile.
        amplitudes.clear();
        for (int qubit = 0; qubit < runs.size(); qubit++) {
            runs.get(qubit).states(angles, first, count, amplitudes.rows(STATE * qubit, STATE));
        }
        psi.product(amplitudes, runs.size());
    }

    /** Adds the gradient of every angle of the start; destroys both states. */
    void differentiate(State cotangent, State scratch, Angles angles, int first, int count, QubitRun.Sink sink) {
        environments.clear();
        cotangent.environments(scratch, amplitudes, environments);
        for (int qubit = 0; qubit < runs.size(); qubit++) {
            runs.get(qubit).gradient(angles, first, count, environments.rows(ENVIRONMENT * qubit, ENVIRONMENT), sink);
        }
    }
}
