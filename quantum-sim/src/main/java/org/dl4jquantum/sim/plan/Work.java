package org.dl4jquantum.sim.plan;

import org.dl4jquantum.sim.observable.Measurement;

/**
 * How much arithmetic one sample of a plan is: multiply-adds of real numbers, as engines do it that change only what an
 * operation changes. A rotation is two per amplitude, a table of phases four, a matrix on k qubits {@code 4 * 2^k}; for
 * gradients state and cotangent are both taken back through each, and multiplied with each other where an angle is.
 *
 * @param values of the outputs alone
 * @param gradient of the outputs and the gradient
 */
public record Work(double values, double gradient) {
    private static final Work START = new Work(4, 12);
    private static final Work ROTATION = new Work(2, 8);
    private static final Work PHASES = new Work(4, 14);
    private static final Work OUTPUT = new Work(2, 6);

    /** The work of a plan and of what is measured at its end. */
    public static Work of(Plan plan, Measurement measurement) {
        Work work = START;
        for (PlanOp operation : plan.operations()) {
            work = work.plus(of(operation));
        }
        // Words of Pauli Z are one transform together, whose work per amplitude is the number of qubits.
        int outputs = measurement instanceof Measurement.Expectations expectations
                ? Math.min(expectations.observables().size(), plan.numQubits())
                : 1;
        return work.plus(OUTPUT.times(outputs)).times(Math.scalb(1.0, plan.numQubits()));
    }

    /** Per amplitude of the state. */
    private static Work of(PlanOp operation) {
        if (operation instanceof PlanOp.Rotation) {
            return ROTATION;
        }
        if (operation instanceof PlanOp.Block block) {
            double values =
                    Math.scalb(4.0, block.targets().size() - block.controls().size());
            return new Work(values, 3 * values);
        }
        return PHASES;
    }

    private Work plus(Work other) {
        return new Work(values + other.values, gradient + other.gradient);
    }

    private Work times(double factor) {
        return new Work(factor * values, factor * gradient);
    }
}
