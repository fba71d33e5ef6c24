package org.dl4jquantum.dl4j.layer;

import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jquantum.dl4j.conf.NormalizationLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A {@link NormalizationLayer} at work inside a network. */
public final class Normalizer extends UnweightedFunction<NormalizationLayer> {
    private static final long serialVersionUID = 1;

    public Normalizer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    INDArray forward(INDArray x) {
        return unit(x).muli(width()).addi(layerConf().getLow());
    }

    private double width() {
        return layerConf().getHigh() - layerConf().getLow();
    }

    /** {@code s(x)}, a new array. */
    private INDArray unit(INDArray x) {
        return switch (layerConf().getMethod()) {
            case SIGMOID -> Transforms.sigmoid(x, true);
            case TANH -> Transforms.tanh(x, true).addi(1).muli(0.5);
            case MIN_MAX -> new Rows(x).unit();
        };
    }

    @Override
    INDArray backward(INDArray x, INDArray dy) {
        INDArray ds = dy.mul(width());
        return switch (layerConf().getMethod()) {
            case SIGMOID -> {
                INDArray s = unit(x);
                yield ds.muli(s.rsub(1)).muli(s);
            }
            case TANH -> {
                // tanh'/2 = 2 s (1 - s)
                INDArray s = unit(x);
                yield ds.muli(s.rsub(1)).muli(s).muli(2);
            }
            case MIN_MAX -> new Rows(x).backward(ds);
        };
    }

    /** Rows between their least and greatest numbers. */
    private static final class Rows {
        private final INDArray x;
        /** The dimensions of a row: all but the batch, and but the time of a series [batch, size, time]. */
        private final int[] inRow;

        private final INDArray least;
        private final INDArray range;
        private final INDArray flat;

        Rows(INDArray x) {
            this.x = x;
            inRow = x.rank() == 3 ? new int[] {1} : IntStream.range(1, x.rank()).toArray();
            least = x.min(true, inRow);
            INDArray width = x.max(true, inRow).subi(least);
            flat = width.eq(0).castTo(x.dataType());
            // Rows of equal numbers are divided by 1: their numerators are 0.
            range = width.addi(flat);
        }

        INDArray unit() {
            return x.sub(least).divi(range).addi(flat.mul(0.5));
        }

        /** {@code ds_i / range}, and what moves the ends: {@code -sum ds (1 - s) / range}, {@code -sum ds s / range}. */
        INDArray backward(INDArray ds) {
            INDArray s = x.sub(least).divi(range);
            INDArray atGreatest = ds.mul(s).sum(true, inRow);
            INDArray atLeast = ds.sum(true, inRow).subi(atGreatest);
            INDArray dx = ds.dup('c');
            subtractAtFirst(dx, s.eq(0), atLeast);
            subtractAtFirst(dx, s.eq(1), atGreatest);
            return dx.divi(range).muli(flat.rsub(1));
        }

        /** Subtracts a row's value at its first true place. */
        private void subtractAtFirst(INDArray dx, INDArray where, INDArray value) {
            INDArray places = byRow(where.castTo(dx.dataType()));
            INDArray first = Nd4j.zeros(dx.dataType(), places.shape());
            INDArray index = places.argMax(1);
            for (int row = 0; row < places.size(0); row++) {
                first.putScalar(row, index.getLong(row), 1);
            }
            INDArray back = x.rank() == 3
                    ? first.reshape(x.size(0), x.size(2), x.size(1)).permute(0, 2, 1)
                    : first.reshape(x.shape());
            dx.subi(back.mul(value));
        }

        private INDArray byRow(INDArray array) {
            INDArray last = array.rank() == 3 ? array.permute(0, 2, 1).dup('c') : array.dup('c');
            long rows = x.rank() == 3 ? x.size(0) * x.size(2) : x.size(0);
            return last.reshape(rows, last.length() / rows);
        }
    }
}
