package org.dl4jquantum.dl4j.display;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.training.Network;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a classifier of two inputs says about every point of the plane, and the examples on it. */
final class DecisionBoundary {
    private static final String NAME = "decision boundary";
    private static final int CELLS = 120;
    private static final int BATCH = 2400;
    private static final int PLOT = 360;
    private static final int LEFT = 56;
    private static final int TOP = 40;
    private static final int BOTTOM = 64;
    private static final int RIGHT = 24;
    private static final int POINT = 7;
    private static final int LEGEND_STEP = 80;
    /** How far the plane reaches beyond the examples, as a share of their range. */
    private static final double BEYOND = 0.15;

    private static final double LIGHTEST = 0.08;
    private static final double STRONGEST = 0.55;

    private final double[][] points;
    private final int[] labels;
    private final int numClasses;
    private final double[] low = new double[2];
    private final double[] high = new double[2];
    private final BufferedImage plane;
    private final double accuracy;

    private DecisionBoundary(Model model, DataSet examples) {
        Network network = Network.of(model);
        INDArray features = examples.getFeatures();
        if (features == null || features.rank() != 2 || features.columns() != 2 || features.rows() == 0) {
            throw new IllegalArgumentException(NAME + ": examples of shape "
                    + (features == null ? "none" : Arrays.toString(features.shape()))
                    + " received, [n, 2] needed: two inputs make a plane");
        }
        labels = Classes.ofLabels(NAME, examples.getLabels());
        numClasses = Math.max(2, examples.getLabels().columns());
        if (numClasses > Style.CLASSES.size()) {
            throw new IllegalArgumentException(NAME + ": " + numClasses + " classes received, at most "
                    + Style.CLASSES.size() + " have colours that can be told apart");
        }
        points = features.castTo(DataType.DOUBLE).toDoubleMatrix();
        for (int axis = 0; axis < 2; axis++) {
            int column = axis;
            double least =
                    Arrays.stream(points).mapToDouble(p -> p[column]).min().orElseThrow();
            double most =
                    Arrays.stream(points).mapToDouble(p -> p[column]).max().orElseThrow();
            double beyond = most > least ? BEYOND * (most - least) : 1;
            low[axis] = least - beyond;
            high[axis] = most + beyond;
        }
        plane = plane(network);
        int[] predicted = Classes.of(NAME, network.output(features));
        accuracy = IntStream.range(0, labels.length)
                        .filter(i -> predicted[i] == labels[i])
                        .count()
                / (double) labels.length;
    }

    static Picture of(Model model, DataSet examples) {
        DecisionBoundary boundary = new DecisionBoundary(model, examples);
        return Picture.of("Decision boundary", LEFT + PLOT + RIGHT, TOP + PLOT + BOTTOM, boundary::paint);
    }

    private BufferedImage plane(Network network) {
        INDArray grid = Nd4j.create(DataType.DOUBLE, (long) CELLS * CELLS, 2);
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            int across = cell % CELLS;
            int down = cell / CELLS;
            grid.putScalar(cell, 0, at(0, (across + 0.5) / CELLS));
            grid.putScalar(cell, 1, at(1, 1 - (down + 0.5) / CELLS));
        }
        INDArray typed = grid.castTo(network.dataType());
        BufferedImage image = new BufferedImage(CELLS, CELLS, BufferedImage.TYPE_INT_RGB);
        for (int first = 0; first < CELLS * CELLS; first += BATCH) {
            INDArray outputs = network.output(
                            typed.get(NDArrayIndex.interval(first, first + BATCH), NDArrayIndex.all()))
                    .castTo(DataType.DOUBLE);
            int[] classes = Classes.of(NAME, outputs);
            if (numClasses != Math.max(2, outputs.columns())) {
                throw new IllegalArgumentException(NAME + ": " + Math.max(2, outputs.columns())
                        + " classes predicted, the labels have " + numClasses);
            }
            for (int i = 0; i < classes.length; i++) {
                int cell = first + i;
                image.setRGB(
                        cell % CELLS,
                        cell / CELLS,
                        colour(outputs, i, classes[i]).getRGB());
            }
        }
        return image;
    }

    /** Stronger where the network is more certain. */
    private Color colour(INDArray outputs, int row, int predicted) {
        double probability = outputs.columns() > 1
                ? outputs.getDouble(row, predicted)
                : Math.max(outputs.getDouble(row, 0), 1 - outputs.getDouble(row, 0));
        double chance = 1.0 / numClasses;
        double certainty = Math.max(0, Math.min(1, (probability - chance) / (1 - chance)));
        return Style.tint(Style.CLASSES.get(predicted), LIGHTEST + (STRONGEST - LIGHTEST) * certainty);
    }

    private double at(int axis, double share) {
        return low[axis] + share * (high[axis] - low[axis]);
    }

    private void paint(Graphics2D g) {
        String title = String.format(Locale.ROOT, "Accuracy %.2f %% of %d", 100 * accuracy, labels.length);
        Style.text(g, Style.TITLE, Style.INK, LEFT, TOP / 2.0, title);
        g.drawImage(plane, LEFT, TOP, PLOT, PLOT, null);
        g.setColor(Style.FAINT);
        g.setStroke(Style.THIN);
        g.draw(new Rectangle2D.Double(LEFT, TOP, PLOT, PLOT));
        for (int i = 0; i < labels.length; i++) {
            double x = LEFT + PLOT * (points[i][0] - low[0]) / (high[0] - low[0]);
            double y = TOP + PLOT * (high[1] - points[i][1]) / (high[1] - low[1]);
            point(g, x, y, labels[i]);
        }
        axes(g);
        for (int c = 0; c < numClasses; c++) {
            int x = LEFT + c % 4 * LEGEND_STEP;
            int y = TOP + PLOT + BOTTOM - (numClasses > 4 && c < 4 ? 30 : 14);
            point(g, x + POINT, y, c);
            Style.text(g, Style.SMALL, Style.INK, x + 2 * POINT + 4, y, "class " + c);
        }
    }

    private static void point(Graphics2D g, double x, double y, int label) {
        Ellipse2D dot = new Ellipse2D.Double(x - POINT / 2.0, y - POINT / 2.0, POINT, POINT);
        g.setColor(Style.CLASSES.get(label));
        g.fill(dot);
        g.setColor(Color.WHITE);
        g.setStroke(Style.THIN);
        g.draw(dot);
    }

    private void axes(Graphics2D g) {
        for (double share : new double[] {0, 0.5, 1}) {
            Style.centred(g, Style.SMALL, Style.FAINT, LEFT + share * PLOT, TOP + PLOT + 12, number(0, at(0, share)));
            Style.before(g, Style.SMALL, Style.FAINT, LEFT - 6, TOP + PLOT - share * PLOT, number(1, at(1, share)));
        }
        Style.centred(g, Style.TEXT, Style.INK, LEFT + PLOT / 4.0, TOP + PLOT + 12, "x0");
        Style.before(g, Style.TEXT, Style.INK, LEFT - 8, TOP + PLOT / 4.0, "x1");
    }

    /** To a hundredth of the axis. */
    private String number(int axis, double value) {
        int decimals = 2 - (int) Math.floor(Math.log10(high[axis] - low[axis]));
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
