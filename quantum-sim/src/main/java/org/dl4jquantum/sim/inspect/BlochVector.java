package org.dl4jquantum.sim.inspect;

/**
 * The state of one qubit, whatever it is entangled with: its density matrix is {@code (I + x X + y Y + z Z) / 2}.
 *
 * @param x {@code <X>}
 * @param y {@code <Y>}
 * @param z {@code <Z>}: 1 for |0>, -1 for |1>
 */
public record BlochVector(double x, double y, double z) {

    /** From 0, for a qubit that is entangled as much as one can be, to 1, for one that is not entangled at all. */
    public double length() {
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** The purity {@code tr(rho^2)}, 1/2..1. */
    public double purity() {
        return (1 + x * x + y * y + z * z) / 2;
    }

    /** The von Neumann entropy {@code -tr(rho log2 rho)} in bits, 0..1. */
    public double entropy() {
        // Rounding may leave a pure state a little outside of the sphere.
        double larger = Math.min(1, (1 + length()) / 2);
        return bits(larger) + bits(1 - larger);
    }

    private static double bits(double probability) {
        return probability <= 0 ? 0 : -probability * Math.log(probability) / Math.log(2);
    }
}
