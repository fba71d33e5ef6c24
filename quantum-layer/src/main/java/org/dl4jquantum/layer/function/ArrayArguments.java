package org.dl4jquantum.layer.function;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of a caller as {@link ArrayCalls} takes them: shapes checked, other types than FLOAT and DOUBLE converted. */
final class ArrayArguments {
    private ArrayArguments() {}

    /** A matrix to be read. */
    static INDArray matrix(String subject, INDArray array) {
        requireMatrix(subject, array);
        return isDirect(array) ? array : array.castTo(DataType.FLOAT);
    }

    /** Weights to be read. */
    static INDArray row(String subject, INDArray array) {
        requireRow(subject, array);
        return array.isEmpty() || isDirect(array) ? array : array.castTo(DataType.FLOAT);
    }

    /** A matrix to be written, and then to be {@link #deliver delivered}. */
    static INDArray writableMatrix(String subject, INDArray array) {
        requireFloatingPoint(subject, array);
        requireMatrix(subject, array);
        return isDirect(array) ? array : Nd4j.createUninitialized(DataType.FLOAT, array.shape());
    }

    /** A row of weights to be written, and then to be {@link #deliver delivered}. */
    static INDArray writableRow(String subject, INDArray array) {
        requireFloatingPoint(subject, array);
        requireRow(subject, array);
        return array.isEmpty() || isDirect(array) ? array : Nd4j.createUninitialized(DataType.FLOAT, array.shape());
    }

    /** Brings what was computed to where it is wanted. */
    static void deliver(INDArray computed, INDArray wanted) {
        if (computed != wanted) {
            wanted.assign(computed);
        }
    }

    private static void requireMatrix(String subject, INDArray array) {
        if (array.rank() != 2 || array.isEmpty()) {
            throw new IllegalArgumentException(subject + ": shape " + Arrays.toString(array.shape())
                    + " received, a matrix [batch, columns] of at least one sample is needed");
        }
    }

    private static void requireRow(String subject, INDArray array) {
        if (!array.isEmpty() && array.rank() != 1) {
            requireMatrix(subject, array);
        }
    }

    private static void requireFloatingPoint(String subject, INDArray array) {
        if (!array.dataType().isFPType()) {
            throw new IllegalArgumentException(
                    subject + ": type " + array.dataType() + " received, a floating-point type is needed");
        }
    }

    private static boolean isDirect(INDArray array) {
        return array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE;
    }
}
