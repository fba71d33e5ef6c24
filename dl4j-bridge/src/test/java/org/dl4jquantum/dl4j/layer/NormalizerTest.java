package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.conf.NormalizationLayer;
import org.dl4jquantum.dl4j.conf.NormalizationLayer.Method;
import org.dl4jquantum.layer.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalizerTest {
    private static final LayerWorkspaceMgr WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
    private static final double ROUNDING = 1e-12;

    private static Normalizer normalizer(Method method, double low, double high) {
        NeuralNetConfiguration conf = new NeuralNetConfiguration();
        conf.setLayer(new NormalizationLayer.Builder(method).range(low, high).build());
        return new Normalizer(conf, DataType.DOUBLE);
    }

    private static INDArray normalized(Method method, double low, double high, INDArray x) {
        return normalizer(method, low, high).activate(x, false, WORKSPACES);
    }

    @Test
    void formulasHold() {
        INDArray x = Nd4j.createFromArray(new double[][] {{-1, 0, 3}});
        double[] sigmoid = {1 / (1 + Math.E), 0.5, 1 / (1 + Math.exp(-3))};
        double[] tanh = {(Math.tanh(-1) + 1) / 2, 0.5, (Math.tanh(3) + 1) / 2};
        assertArrayEquals(sigmoid, normalized(Method.SIGMOID, 0, 1, x).toDoubleVector(), ROUNDING);
        assertArrayEquals(tanh, normalized(Method.TANH, 0, 1, x).toDoubleVector(), ROUNDING);
        assertArrayEquals(
                new double[] {0, 0.25, 1}, normalized(Method.MIN_MAX, 0, 1, x).toDoubleVector(), ROUNDING);
        assertArrayEquals(
                new double[] {-1, 0, 3}, normalized(Method.MIN_MAX, -1, 3, x).toDoubleVector(), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void resultsKeepToTheRangeHoweverLargeInputsAre(Method method) {
        INDArray x = Numbers.of(4, DataType.DOUBLE, 6, 5).muli(1e5);
        INDArray y = normalized(method, 0, Math.PI, x);
        assertTrue(y.minNumber().doubleValue() >= -ROUNDING, y.toString());
        assertTrue(y.maxNumber().doubleValue() <= Math.PI + ROUNDING, y.toString());
    }

    @Test
    void aRowOfASeriesIsAStepAndOfAnImageAllOfIt() {
        INDArray series = normalized(Method.MIN_MAX, 0, 1, Numbers.of(1, DataType.DOUBLE, 2, 3, 4));
        assertEquals(8, series.eq(0).castTo(DataType.INT32).sumNumber().intValue());
        assertEquals(8, series.max(1).sumNumber().doubleValue(), ROUNDING);
        INDArray images = normalized(Method.MIN_MAX, 0, 1, Numbers.of(2, DataType.DOUBLE, 2, 3, 4, 5));
        assertEquals(2, images.eq(0).castTo(DataType.INT32).sumNumber().intValue());
        assertEquals(2, images.max(1, 2, 3).sumNumber().doubleValue(), ROUNDING);
    }

    @Test
    void equalNumbersGiveTheMiddleAndNoGradient() {
        Normalizer normalizer = normalizer(Method.MIN_MAX, 0, 4);
        INDArray x = Nd4j.createFromArray(new double[][] {{7, 7, 7}, {1, 2, 3}});
        INDArray y = normalizer.activate(x, true, WORKSPACES);
        assertArrayEquals(new double[] {2, 2, 2}, y.getRow(0).toDoubleVector(), ROUNDING);
        assertArrayEquals(new double[] {0, 2, 4}, y.getRow(1).toDoubleVector(), ROUNDING);
        INDArray dx = normalizer
                .backpropGradient(Nd4j.createFromArray(new double[][] {{1, 2, 3}, {0, 1, 0}}), WORKSPACES)
                .getSecond();
        assertArrayEquals(new double[] {0, 0, 0}, dx.getRow(0).toDoubleVector(), ROUNDING);
        // y1 = 4 (x1 - x0) / (x2 - x0): slopes 2 = 4/2 in the middle, -1 at either end.
        assertArrayEquals(new double[] {-1, 2, -1}, dx.getRow(1).toDoubleVector(), ROUNDING);
    }

    @Test
    void tiesMoveTheFirstAlone() {
        Normalizer normalizer = normalizer(Method.MIN_MAX, 0, 1);
        INDArray x = Nd4j.createFromArray(new double[][] {{0, 0, 1, 2, 2}});
        normalizer.activate(x, true, WORKSPACES);
        INDArray dx = normalizer
                .backpropGradient(Nd4j.createFromArray(new double[][] {{0, 0, 1, 0, 0}}), WORKSPACES)
                .getSecond();
        assertArrayEquals(new double[] {-0.25, 0, 0.5, -0.25, 0}, dx.toDoubleVector(), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, Infinity"})
    void anEmptyOrInfiniteRangeIsRefused(double low, double high) {
        String message = assertThrows(
                        DL4JInvalidConfigException.class, () -> new NormalizationLayer.Builder(Method.SIGMOID)
                                .range(low, high)
                                .name("n")
                                .build())
                .getMessage();
        assertEquals(
                "NormalizationLayer \"n\": range " + low + ".." + high
                        + " received, a finite one from a lesser to a greater number is needed",
                message);
    }
}
