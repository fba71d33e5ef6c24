package org.dl4jquantum.layer.function;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The ways in which a matrix lies in memory: alone, and as a window with neighbours. */
enum Layout {
    ROW_MAJOR {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(memory(type, 'c', rows, columns), whole -> whole);
        }
    },
    COLUMN_MAJOR {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(memory(type, 'f', rows, columns), whole -> whole);
        }
    },
    TRANSPOSE {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(memory(type, 'c', columns, rows), INDArray::transpose);
        }
    },
    SOME_COLUMNS {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(
                    memory(type, 'c', rows, columns + 3), whole -> whole.get(all(), interval(2, 2 + columns)));
        }
    },
    SOME_ROWS {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(memory(type, 'c', rows + 3, columns), whole -> whole.get(interval(2, 2 + rows), all()));
        }
    },
    INSIDE_OF_COLUMN_MAJOR {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(
                    memory(type, 'f', rows + 2, columns + 2),
                    whole -> whole.get(interval(1, 1 + rows), interval(1, 1 + columns)));
        }
    },
    EVERY_SECOND_COLUMN {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(
                    memory(type, 'c', rows, 2 * columns + 1),
                    whole -> whole.get(all(), interval(1, 2, 2 * columns + 1)));
        }
    },
    EVERY_SECOND_ROW_TRANSPOSED {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(
                    memory(type, 'c', 2 * columns + 1, rows),
                    whole -> whole.get(interval(1, 2, 2 * columns + 1), all()).transpose());
        }
    },
    SLICE_OF_RANK_3 {
        @Override
        Window window(DataType type, int rows, int columns) {
            return new Window(memory(type, 'c', rows, 3, columns), whole -> whole.get(all(), point(1), all()));
        }
    };

    /** Fills memory; representable in every type, and no value of a circuit. */
    private static final double UNTOUCHED = 77;

    abstract Window window(DataType type, int rows, int columns);

    /** A window that holds these numbers. */
    Window holding(INDArray numbers) {
        Window window = window(numbers.dataType(), (int) numbers.size(0), (int) numbers.size(1));
        window.matrix().assign(numbers);
        return window;
    }

    private static INDArray memory(DataType type, char order, long... shape) {
        return Nd4j.create(type, shape, order).assign(UNTOUCHED);
    }

    /**
     * A matrix somewhere in memory.
     *
     * @param memory all of it
     * @param matrix the part that is the matrix
     */
    record Window(INDArray memory, INDArray matrix) {
        Window(INDArray memory, UnaryOperator<INDArray> part) {
            this(memory, part.apply(memory));
        }

        /** Whether all memory around the matrix is as it was. */
        boolean hasNeighboursUntouched() {
            INDArray present = matrix.dup();
            matrix.assign(UNTOUCHED);
            boolean untouched = memory.eq(UNTOUCHED).all();
            matrix.assign(present);
            return untouched;
        }
    }
}
