package org.dl4jquantum.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.function.CircuitFunction;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RandomKey;
import org.dl4jquantum.sim.math.RealView;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One vector-Jacobian product of a batch, from inputs and weights to their gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {
    @Param({"W1", "W2", "W3"})
    Workload workload;

    @Param({"java"})
    String engine;

    @Param({"FLOAT", "DOUBLE"})
    Precision precision;

    private CircuitFunction function;
    private RealView x;
    private RealView w;
    private RealView dy;
    private RealView dx;
    private RealView dw;

    @Setup
    public void setUp() {
        QuantumNode node = workload.node(engine);
        function = node.compile(precision);
        x = filled(workload.batch(), node.numInputs());
        w = filled(1, node.numWeights());
        dy = filled(workload.batch(), node.numOutputs());
        dx = filled(workload.batch(), node.numInputs());
        dw = filled(1, node.numWeights());
    }

    private static RealView filled(int rows, int columns) {
        double[] values =
                IntStream.range(0, rows * columns).mapToDouble(Math::sin).toArray();
        return RealView.of(values, rows, columns);
    }

    @Benchmark
    public RealView gradient() {
        function.backward(x, w, dy, dx, dw, RandomKey.INFERENCE);
        return dw;
    }
}
