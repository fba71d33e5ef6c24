package org.dl4jquantum.sim.algorithm;

import java.util.Optional;
import org.dl4jquantum.sim.circuit.AngleTable;
import org.dl4jquantum.sim.circuit.Angles;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;

/** The exact final states of a circuit for one sample, at angles of which each lane may shift one. */
final class StateVectors {
    private final Circuit circuit;
    private final AngleTable table;
    private final Program program;

    StateVectors(Circuit circuit, String engineName) {
        this.circuit = circuit;
        table = new AngleTable(circuit);
        Engine engine = Engines.select(engineName, circuit, Measurement.stateVector(), Precision.DOUBLE);
        program = engine.compile(circuit, Measurement.stateVector(), Precision.DOUBLE);
    }

    Angles angles(double[] inputs, double[] weights) {
        return table.evaluate(inputs, weights, 1);
    }

    /** {@code dangle/dweight} of one slot. */
    double[] slopes(int slot, Angles angles, double[] inputs, double[] weights) {
        double[] oneHot = new double[angles.size()];
        oneHot[angles.index(slot, 0)] = 1;
        double[] slopes = new double[weights.length];
        table.chain(angles, oneHot, inputs, weights, new double[inputs.length], slopes);
        return slopes;
    }

    /**
     * One state per lane, real and imaginary parts in turn.
     *
     * @param slots the slot that each lane shifts
     * @param shifts by how much
     */
    double[][] shifted(Angles angles, double[] inputs, int[] slots, double[] shifts) {
        int lanes = slots.length;
        int width = 2 << circuit.numQubits();
        Angles all = new Angles(lanes, new boolean[angles.numSlots()]);
        for (int slot = 0; slot < angles.numSlots(); slot++) {
            for (int lane = 0; lane < lanes; lane++) {
                all.set(slot, lane, angles.get(slot, 0) + (slots[lane] == slot ? shifts[lane] : 0));
            }
        }
        RealView states = RealView.of(new double[lanes * width], lanes, width);
        program.forward(new EngineInput(all, initialStates(inputs, lanes, width), RandomKey.inference(0)), states);
        double[][] rows = new double[lanes][width];
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < width; i++) {
                rows[lane][i] = states.get(lane, i);
            }
        }
        return rows;
    }

    private Optional<RealView> initialStates(double[] inputs, int lanes, int width) {
        if (circuit.numAmplitudes() == 0) {
            return Optional.empty();
        }
        double squares = 0;
        for (int i = 0; i < circuit.numAmplitudes(); i++) {
            squares += inputs[i] * inputs[i];
        }
        RealView states = RealView.of(new double[lanes * width], lanes, width);
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < circuit.numAmplitudes(); i++) {
                states.set(lane, 2 * i, inputs[i] / Math.sqrt(squares));
            }
        }
        return Optional.of(states);
    }
}
