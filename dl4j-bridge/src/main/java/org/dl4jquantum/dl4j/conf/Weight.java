package org.dl4jquantum.dl4j.conf;

/**
 * A parameter of a layer: a matrix [rows, columns] under a key. Keys hold no underscore, which DL4J puts between layer
 * and key.
 *
 * @param key unique in the layer
 * @param kind decides how it starts, and which regularisation it gets
 */
public record Weight(String key, long rows, long columns, Kind kind) {

    /** What a parameter is for. */
    public enum Kind {
        /** Weights of circuits: radians, or factors of inputs. */
        ANGLE,
        /** Classical weights: {@code weightInit}, with rows as fan in and columns as fan out. */
        MATRIX,
        /** Classical biases: {@code biasInit}. */
        BIAS,
        /** Points in the space of inputs: standard normal. */
        POINT,
        /** Positive factors: 1. */
        FACTOR
    }

    /** A row of weights of circuits. */
    public static Weight angles(String key, long count) {
        return new Weight(key, 1, count, Kind.ANGLE);
    }

    /** Classical weights. */
    public static Weight matrix(String key, long rows, long columns) {
        return new Weight(key, rows, columns, Kind.MATRIX);
    }

    /** A row of classical biases. */
    public static Weight bias(String key, long count) {
        return new Weight(key, 1, count, Kind.BIAS);
    }

    /** Number of values. */
    public long length() {
        return rows * columns;
    }
}
