package org.dl4jquantum.sim.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;
import org.junit.jupiter.api.Test;

class EulerAnglesTest {
    private static final double TOLERANCE = 1e-15 * 8;

    @Test
    void giveTheMatrixBack() {
        for (ComplexMatrix matrix : matrices()) {
            EulerAngles euler = EulerAngles.of(matrix);
            ComplexMatrix product = StandardGate.RZ
                    .matrix(euler.last())
                    .times(StandardGate.RY.matrix(euler.middle()))
                    .times(StandardGate.RZ.matrix(euler.first()))
                    .times(Complex.unit(euler.phase()));
            assertTrue(product.distanceTo(matrix) < TOLERANCE, () -> matrix + " became " + product);
        }
    }

    /** Random ones, and ones with a pair of entries that is zero, or nearly. */
    private static List<ComplexMatrix> matrices() {
        List<ComplexMatrix> matrices = new ArrayList<>();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int i = 0; i < 200; i++) {
            double middle =
                    switch (i % 5) {
                        case 0 -> 0;
                        case 1 -> Math.PI;
                        case 2 -> 1e-8;
                        case 3 -> Math.PI - 1e-8;
                        default -> random.nextDouble(0, Math.PI);
                    };
            matrices.add(StandardGate.U3
                    .matrix(middle, random.nextDouble(-4, 4), random.nextDouble(-4, 4))
                    .times(Complex.unit(random.nextDouble(-4, 4))));
        }
        for (StandardGate gate : StandardGate.values()) {
            if (gate.numQubits() == 1 && gate.numParameters() == 0) {
                matrices.add(gate.matrix());
            }
        }
        return matrices;
    }
}
