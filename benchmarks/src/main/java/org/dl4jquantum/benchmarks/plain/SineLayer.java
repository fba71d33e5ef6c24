package org.dl4jquantum.benchmarks.plain;

/** One qubit under H and RY(t): outcome 1 has probability {@code (1 + sin t) / 2}, outcome 0 the rest. */
public final class SineLayer implements ClosedForm {
    private static final long serialVersionUID = 1;

    @Override
    public int numInputs() {
        return 1;
    }

    @Override
    public int numOutputs() {
        return 2;
    }

    @Override
    public int numWeights() {
        return 0;
    }

    @Override
    public void forward(double[] x, double[] w, double[] y) {
        for (int sample = 0; sample < x.length; sample++) {
            y[2 * sample + 1] = (1 + Math.sin(x[sample])) / 2;
            y[2 * sample] = 1 - y[2 * sample + 1];
        }
    }

    @Override
    public void backward(double[] x, double[] w, double[] dy, double[] dx, double[] dw) {
        for (int sample = 0; sample < x.length; sample++) {
            dx[sample] = (dy[2 * sample + 1] - dy[2 * sample]) * Math.cos(x[sample]) / 2;
        }
    }
}
