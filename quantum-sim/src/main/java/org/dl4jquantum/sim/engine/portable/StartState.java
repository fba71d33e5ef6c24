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
    private final int samples;
    private final Table amplitudes;
    private final Table environments;

    StartState(List<QubitRun> runs, int samples) {
        this.runs = runs;
        this.samples = samples;
        amplitudes = new Table(STATE * runs.size(), samples);
        environments = new Table(ENVIRONMENT * runs.size(), samples);
    }

    void prepare(State psi, Angles angles, int first, int count) {
        amplitudes.clear();
        for (int qubit = 0; qubit < runs.size(); qubit++) {
            double[][] states = runs.get(qubit).states(angles, first, count);
            for (int sample = 0; sample < count; sample++) {
                for (int k = 0; k < STATE; k++) {
                    amplitudes.set(STATE * qubit + k, sample, states[sample][k]);
                }
            }
        }
        psi.product(amplitudes, runs.size());
    }

    /** Adds the gradient of every angle of the start; destroys both states. */
    void differentiate(State cotangent, State scratch, Angles angles, int first, int count, QubitRun.Sink sink) {
        environments.clear();
        cotangent.environments(scratch, amplitudes, environments);
        double[][] ofSamples = new double[samples][ENVIRONMENT];
        for (int qubit = 0; qubit < runs.size(); qubit++) {
            for (int sample = 0; sample < count; sample++) {
                for (int k = 0; k < ENVIRONMENT; k++) {
                    ofSamples[sample][k] = environments.get(ENVIRONMENT * qubit + k, sample);
                }
            }
            runs.get(qubit).gradient(angles, first, count, ofSamples, sink);
        }
    }
}
