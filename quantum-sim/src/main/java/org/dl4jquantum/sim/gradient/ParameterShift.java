package org.dl4jquantum.sim.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Gate;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.RealView;

/**
 * The general parameter-shift rule: two evaluations for an angle of RX, four for one of CRX, and so on, as the spectrum
 * of each generator demands; see {@link ShiftRule}. Holds for expectation values and probabilities.
 */
final class ParameterShift implements GradientMethod {
    private final List<ShiftedLanes.Shift> shifts = new ArrayList<>();

    ParameterShift(Circuit circuit) {
        Map<Gate, ShiftRule> rules = new HashMap<>();
        int slot = 0;
        for (Operation operation : circuit.operations()) {
            for (int parameter = 0; parameter < operation.gate().numParameters(); parameter++, slot++) {
                boolean constant = operation.parameters().get(parameter).isConstant();
                if (!constant) {
                    append(rules.computeIfAbsent(operation.gate().rotationOf(parameter), ShiftRule::of), slot);
                }
            }
        }
    }

    private void append(ShiftRule rule, int slot) {
        for (ShiftRule.Term term : rule.terms()) {
            shifts.add(new ShiftedLanes.Shift(slot, term.shift(), term.weight()));
        }
    }

    @Override
    public void backward(Program program, EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        ShiftedLanes.backward(shifts, program, input, outputCotangent, gradient);
    }
}
