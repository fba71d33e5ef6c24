package org.dl4jquantum.sim.math;

/**
 * A complex number {@code re + i im} in double precision.
 *
 * @param re real part
 * @param im imaginary part
 */
public record Complex(double re, double im) {
    public static final Complex ZERO = new Complex(0, 0);
    public static final Complex ONE = new Complex(1, 0);
    public static final Complex I = new Complex(0, 1);

    /** The point {@code exp(i angle)} on the unit circle; {@code angle} in radians. */
    public static Complex unit(double angle) {
        return new Complex(Math.cos(angle), Math.sin(angle));
    }

    public Complex plus(Complex other) {
        return new Complex(re + other.re, im + other.im);
    }

    public Complex times(Complex other) {
        return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
    }

    public Complex times(double factor) {
        return new Complex(re * factor, im * factor);
    }

    public Complex conjugate() {
        return new Complex(re, -im);
    }

    /** The squared magnitude {@code re² + im²}. */
    public double squaredMagnitude() {
        return re * re + im * im;
    }
}
