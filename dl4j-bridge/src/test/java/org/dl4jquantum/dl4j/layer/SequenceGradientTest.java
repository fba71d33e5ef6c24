package org.dl4jquantum.dl4j.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.DoubleByDefault;
import org.dl4jquantum.dl4j.TestLayers;
import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.dl4j.conf.QuantumLayer;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.sim.ansatz.AmplitudeEncoding;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.ansatz.Ansatz;
import org.dl4jquantum.sim.ansatz.BasicEntanglerLayers;
import org.dl4jquantum.sim.ansatz.BasisEncoding;
import org.dl4jquantum.sim.ansatz.EfficientSU2;
import org.dl4jquantum.sim.ansatz.Encoding;
import org.dl4jquantum.sim.ansatz.RealAmplitudes;
import org.dl4jquantum.sim.ansatz.StronglyEntanglingLayers;
import org.dl4jquantum.sim.ansatz.ZZFeatureMap;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Gradients of MultiLayerNetworks by DL4J's own check: a dense layer below proves the gradient of the inputs. */
@ExtendWith(DoubleByDefault.class)
class SequenceGradientTest {
    private static final int BATCH = 3;
    /** Relative error of a central difference of step 1e-6 in double precision. */
    private static final double CENTRAL_DIFFERENCE = 1e-5;

    private static final Measurement HAMILTONIAN = Measurement.expectations(
            PauliSum.of("XX").times(0.5).plus(PauliSum.of("ZI").times(-1.5)), PauliSum.of("YZ"));

    private static QuantumLayer.Builder parts(Encoding encoding, Ansatz ansatz, Measurement measurement) {
        return new QuantumLayer.Builder().encoding(encoding).ansatz(ansatz).measure(measurement);
    }

    static Stream<Arguments> layers() {
        StronglyEntanglingLayers strongly = StronglyEntanglingLayers.layers(2);
        Map<String, QuantumLayer.Builder> layers = new LinkedHashMap<>();
        layers.put("RX encoding", parts(AngleEncoding.rx(2), strongly, HAMILTONIAN));
        layers.put("RY encoding", parts(AngleEncoding.ry(2), strongly, HAMILTONIAN));
        layers.put("RZ encoding", parts(AngleEncoding.rz(2), strongly, HAMILTONIAN));
        layers.put("basis encoding", parts(new BasisEncoding(2), BasicEntanglerLayers.layers(2), HAMILTONIAN));
        layers.put(
                "amplitude encoding", parts(AmplitudeEncoding.onQubits(2), RealAmplitudes.repetitions(1), HAMILTONIAN));
        layers.put(
                "padded amplitude encoding",
                parts(new AmplitudeEncoding(2, 3), EfficientSU2.repetitions(1), HAMILTONIAN));
        layers.put("ZZ feature map", parts(ZZFeatureMap.onQubits(2), EfficientSU2.repetitions(1), HAMILTONIAN));
        layers.put(
                "two encodings",
                parts(AngleEncoding.ry(2), BasicEntanglerLayers.layers(1), HAMILTONIAN)
                        .encoding(AngleEncoding.rx(2))
                        .ansatz(BasicEntanglerLayers.layers(1)));
        layers.put("probabilities", parts(AngleEncoding.ry(3), strongly, Measurement.probabilities(2, 0)));
        layers.put("state vector", parts(AngleEncoding.ry(2), strongly, Measurement.stateVector()));
        layers.put("re-uploading", TestLayers.reuploading());
        layers.put("no weights", TestLayers.weightless());
        layers.put("tanh", TestLayers.weighted().activation(Activation.TANH));
        layers.put("softmax", TestLayers.weighted().activation(Activation.SOFTMAX));
        layers.put("l1 and l2", TestLayers.weighted().l1(0.03).l2(0.07));
        for (String method : new String[] {"adjoint", "parameter-shift", "finite-difference"}) {
            layers.put(method, TestLayers.weighted().gradient(method));
            layers.put("re-uploading by " + method, TestLayers.reuploading().gradient(method));
        }
        for (String engine : new String[] {"java", "reference"}) {
            layers.put("engine " + engine, TestLayers.weighted().engine(engine));
        }
        return layers.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    private static boolean passes(MultiLayerNetwork network) {
        return GradientCheckUtil.checkGradients(check(network));
    }

    private static GradientCheckUtil.MLNConfig check(MultiLayerNetwork network) {
        return new GradientCheckUtil.MLNConfig()
                .net(network)
                .maxRelError(CENTRAL_DIFFERENCE)
                .input(TestNetworks.inputs(DataType.DOUBLE, BATCH))
                .labels(TestNetworks.labels(DataType.DOUBLE, BATCH));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void gradientsMatchCentralDifferences(String name, QuantumLayer.Builder layer) {
        MultiLayerNetwork network =
                TestNetworks.initialized(TestNetworks.sequence(TestNetworks.checking(), layer.build()));
        assertTrue(passes(network));
        assertEquals(layer.build().getNode().numWeights(), network.getLayer(1).numParams());
    }

    @Test
    void gradientsOfTwoQuantumLayersInARowMatchCentralDifferences() {
        QuantumLayer second = TestLayers.reuploading().build();
        assertTrue(passes(TestNetworks.initialized(TestNetworks.checking()
                .list()
                .layer(TestNetworks.before(TestLayers.weighted().build()))
                .layer(TestLayers.weighted().build())
                .layer(second)
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(TestNetworks.INPUTS))
                .build())));
    }

    @Test
    void regularizationOfTheNetworkReachesTheWeights() {
        NeuralNetConfiguration.Builder settings =
                TestNetworks.checking().l1(0.02).l2(0.05);
        MultiLayerNetwork network = TestNetworks.initialized(
                TestNetworks.sequence(settings, TestLayers.weighted().build()));
        assertTrue(passes(network));
        INDArray theta = network.getParam("1_theta");
        double expected = 0.02 * theta.norm1Number().doubleValue()
                + 0.5 * 0.05 * Math.pow(theta.norm2Number().doubleValue(), 2);
        assertEquals(expected, network.getLayer(1).calcRegularizationScore(true), 1e-12);
    }

    @Test
    void gradientsUnderDropoutAndWeightNoiseMatchCentralDifferences() {
        QuantumLayer noisy = TestLayers.weighted()
                .dropOut(new Dropout(0.6))
                .weightNoise(new WeightNoise(new NormalDistribution(0, 0.3)))
                .build();
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.sequence(TestNetworks.checking(), noisy));
        assertTrue(GradientCheckUtil.checkGradients(
                check(network).callEachIter(any -> Nd4j.getRandom().setSeed(4))));
    }

    @Test
    void gradientsOfMaskedTimeSeriesMatchCentralDifferences() {
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.checking()
                .list()
                .layer(new SimpleRnn.Builder()
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build())
                .layer(TestLayers.weighted().activation(Activation.TANH).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(TestNetworks.INPUTS))
                .build());
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, 2, 2, 5);
        for (int step = 0; step < 5; step++) {
            labels.putScalar(new int[] {0, step % 2, step}, 1).putScalar(new int[] {1, 1 - step % 2, step}, 1);
        }
        INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}});
        assertTrue(GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .maxRelError(CENTRAL_DIFFERENCE)
                .input(Numbers.of(2, DataType.DOUBLE, 2, TestNetworks.INPUTS, 5))
                .inputMask(mask)
                .labels(labels)
                .labelMask(mask)));
    }

    @Test
    void gradientOfTheInputsMatchesCentralDifferences() {
        double step = 1e-5;
        double tolerance = 1e-9;
        MultiLayerNetwork network = TestNetworks.initialized(TestNetworks.checking()
                .list()
                .layer(TestLayers.weighted().activation(Activation.TANH).build())
                .layer(TestNetworks.output())
                .setInputType(InputType.feedForward(3))
                .build());
        INDArray x = Numbers.of(3, DataType.DOUBLE, BATCH, 3);
        INDArray labels = TestNetworks.labels(DataType.DOUBLE, BATCH);
        INDArray found = network.calculateGradients(x, labels, null, null).getSecond();
        double[] differences = new double[BATCH * 3];
        for (int i = 0; i < differences.length; i++) {
            double centre = x.getDouble(i);
            x.putScalar(i, centre + step);
            double above = network.score(new DataSet(x, labels), true);
            x.putScalar(i, centre - step);
            double below = network.score(new DataSet(x, labels), true);
            x.putScalar(i, centre);
            // The score is the mean over the batch, gradients are sums.
            differences[i] = BATCH * (above - below) / (2 * step);
        }
        assertArrayEquals(differences, found.dup('c').data().asDouble(), tolerance);
    }
}
