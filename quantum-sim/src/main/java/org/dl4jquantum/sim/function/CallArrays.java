package org.dl4jquantum.sim.function;

import java.util.Arrays;
import java.util.Optional;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.math.RealView;

/** The numbers of one call at a time for batches of one size. Kept from call to call, so that steady calls allocate none. */
final class CallArrays {
    final double[] x;
    final double[] w;
    final double[] dx;
    final double[] dw;
    final Angles angles;
    /** Initial states [batch, 2^(n+1)], where they are inputs. */
    final Optional<RealView> states;

    final EngineGradient gradient;

    CallArrays(Circuit circuit, Angles angles) {
        this.angles = angles;
        x = new double[Math.multiplyExact(angles.batch(), circuit.numInputs())];
        w = new double[circuit.numWeights()];
        dx = new double[x.length];
        dw = new double[w.length];
        states = circuit.numAmplitudes() == 0 ? Optional.empty() : Optional.of(states(circuit));
        gradient = new EngineGradient(angles, states.map(like -> states(circuit)));
    }

    private RealView states(Circuit circuit) {
        int width = 2 << circuit.numQubits();
        return RealView.of(new double[Math.multiplyExact(angles.batch(), width)], angles.batch(), width);
    }

    int batch() {
        return angles.batch();
    }

    void clearGradients() {
        Arrays.fill(dx, 0);
        Arrays.fill(dw, 0);
    }

    long bytesHeld() {
        long numbers = 2L * (x.length + w.length + angles.size());
        long ofStates = states.map(view -> 2L * view.rows() * view.columns()).orElse(0L);
        return Double.BYTES * (numbers + ofStates);
    }
}
