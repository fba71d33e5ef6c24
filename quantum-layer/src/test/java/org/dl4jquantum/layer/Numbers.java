package org.dl4jquantum.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of numbers that depend on nothing but a seed, and their comparison to the last bit. */
public final class Numbers {
    private Numbers() {}

    /** Uniform in -2..2. */
    public static INDArray of(long seed, DataType type, long... shape) {
        long length = LongStream.of(shape).reduce(1, (a, b) -> a * b);
        double[] numbers = new Random(seed).doubles(length, -2, 2).toArray();
        return Nd4j.createFromArray(numbers).reshape(shape).castTo(type);
    }

    /** Refuses any difference; {@link INDArray#equals} forgives 1e-5. */
    public static void assertIdentical(INDArray expected, INDArray actual) {
        assertEquals(expected.dataType(), actual.dataType());
        assertArrayEquals(expected.shape(), actual.shape());
        assertArrayEquals(values(expected), values(actual), 0);
    }

    private static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }
}
