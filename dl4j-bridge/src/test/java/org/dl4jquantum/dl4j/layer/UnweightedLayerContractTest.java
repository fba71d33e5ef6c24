package org.dl4jquantum.dl4j.layer;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.dl4jquantum.dl4j.Surroundings;
import org.dl4jquantum.dl4j.conf.GradientScale;
import org.dl4jquantum.dl4j.conf.NormalizationLayer;
import org.dl4jquantum.dl4j.conf.NormalizationLayer.Method;
import org.junit.jupiter.api.Nested;

/** The contract, held by layers without parameters. */
class UnweightedLayerContractTest {

    @Nested
    class Sigmoid extends LayerContract {
        @Override
        Layer layer() {
            return new NormalizationLayer.Builder(Method.SIGMOID).build();
        }
    }

    @Nested
    class TanhOfImages extends LayerContract {
        @Override
        Layer layer() {
            return new NormalizationLayer.Builder(Method.TANH).range(-1, 3).build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.IMAGES;
        }
    }

    @Nested
    class MinMax extends LayerContract {
        @Override
        Layer layer() {
            return new NormalizationLayer.Builder(Method.MIN_MAX)
                    .range(0, Math.PI)
                    .build();
        }
    }

    @Nested
    class MinMaxOfSeries extends LayerContract {
        @Override
        Layer layer() {
            return new NormalizationLayer.Builder(Method.MIN_MAX).build();
        }

        @Override
        Surroundings surroundings() {
            return Surroundings.SERIES;
        }
    }

    /** With factor 1, so that the gradient is the true one; other factors are in {@link GradientScalerTest}. */
    @Nested
    class Unscaled extends LayerContract {
        @Override
        Layer layer() {
            return new GradientScale.Builder(1).build();
        }
    }
}
