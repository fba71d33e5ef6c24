package org.dl4jquantum.layer.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.dl4jquantum.layer.TestNodes;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HybridFunctionErrorsTest {
    private final QuantumNode node = TestNodes.weighted();
    private final HybridFunction function = new HybridFunction(node);
    private final INDArray x = Nd4j.ones(DataType.DOUBLE, 4, 3);
    private final INDArray w = Nd4j.ones(DataType.DOUBLE, 1, 19);
    private final INDArray y = Nd4j.ones(DataType.DOUBLE, 4, 2);

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void inputsOfRankThreeAreRefused() {
        assertEquals(
                "inputs: shape [4, 3, 2] received, a matrix [batch, columns] of at least one sample is needed",
                refusal(() -> function.output(Nd4j.ones(DataType.DOUBLE, 4, 3, 2), w)));
    }

    @Test
    void aVectorOfInputsIsRefused() {
        assertEquals(
                "inputs: shape [3] received, a matrix [batch, columns] of at least one sample is needed",
                refusal(() -> function.output(Nd4j.ones(DataType.DOUBLE, 3), w)));
    }

    @Test
    void aBatchOfNoneIsRefused() {
        assertEquals(
                "inputs: shape [0, 3] received, a matrix [batch, columns] of at least one sample is needed",
                refusal(() -> function.forward(Nd4j.create(DataType.DOUBLE, 0, 3), w, y, RandomKey.INFERENCE)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"INT", "LONG", "BOOL"})
    void outputsAndGradientsAreNeverRoundedToWholeNumbers(DataType type) {
        assertEquals(
                "outputs: type " + type + " received, a floating-point type is needed",
                refusal(() -> function.output(x.castTo(type), w)));
        assertEquals(
                "input gradient: type " + type + " received, a floating-point type is needed",
                refusal(() -> function.backward(x, w, y, x.castTo(type), w.like(), RandomKey.INFERENCE)));
    }

    @Test
    void tooManyInputsAreRefused() {
        assertEquals(
                "inputs: shape [4, 5] received, [4, 3] needed",
                refusal(() -> function.output(Nd4j.ones(DataType.DOUBLE, 4, 5), w)));
    }

    @Test
    void tooFewWeightsAreRefused() {
        assertEquals(
                "weights: shape [1, 18] received, [1, 19] needed",
                refusal(() -> function.output(x, Nd4j.ones(DataType.DOUBLE, 18))));
        assertEquals(
                "weights: shape [1, 0] received, [1, 19] needed",
                refusal(() -> function.output(x, Nd4j.empty(DataType.DOUBLE))));
    }

    @Test
    void weightsAreARowAndNoColumn() {
        assertEquals(
                "weights: shape [19, 1] received, [1, 19] needed",
                refusal(() -> function.output(x, Nd4j.ones(DataType.DOUBLE, 19, 1))));
    }

    @Test
    void outputsOfAnotherBatchAreRefused() {
        assertEquals(
                "outputs: shape [3, 2] received, [4, 2] needed",
                refusal(() -> function.forward(x, w, Nd4j.ones(DataType.DOUBLE, 3, 2), RandomKey.INFERENCE)));
    }

    @Test
    void cotangentsAndGradientsOfOtherShapesAreRefused() {
        INDArray other = Nd4j.ones(DataType.DOUBLE, 4, 4);
        assertEquals(
                "output cotangent: shape [4, 4] received, [4, 2] needed",
                refusal(() -> function.backward(x, w, other, x.like(), w.like(), RandomKey.INFERENCE)));
        assertEquals(
                "input gradient: shape [4, 4] received, [4, 3] needed",
                refusal(() -> function.backward(x, w, y, other, w.like(), RandomKey.INFERENCE)));
        assertEquals(
                "weight gradient: shape [4, 4] received, [1, 19] needed",
                refusal(() -> function.backward(x, w, y, x.like(), other, RandomKey.INFERENCE)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "FLOAT", "HALF", "BFLOAT16"})
    void whatIsNotFiniteIsRefusedByItsPlace(DataType type) {
        INDArray bad = x.castTo(type);
        bad.putScalar(2, 1, Double.NaN);
        INDArray good = w.castTo(type);
        assertEquals("input 1 of sample 2: NaN, a finite number is needed", refusal(() -> function.output(bad, good)));
        good.putScalar(0, 7, Double.NEGATIVE_INFINITY);
        assertEquals(
                "weight 7: -Infinity, a finite number is needed",
                refusal(() -> function.output(Nd4j.ones(type, 4, 3), good)));
    }
}
