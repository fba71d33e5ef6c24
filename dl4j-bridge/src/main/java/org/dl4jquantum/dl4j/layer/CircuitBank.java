package org.dl4jquantum.dl4j.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.dl4jquantum.layer.backend.Backends;
import org.dl4jquantum.layer.function.HybridFunction;
import org.dl4jquantum.layer.function.HybridPullback;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Circuits side by side, run at the same time: {@code y = [f_1(x_1; w_1), ..., f_k(x_k; w_k)]}. Each reads its own
 * columns of x, or all of them; each has its own part of the row of weights, and its own columns of y. The whole batch
 * is one call of each circuit.
 */
final class CircuitBank {
    /** Spreads the network's seed over its circuits: an odd constant near 2^64 over the golden ratio. */
    private static final long SEED_SPREAD = 0x9E3779B97F4A7C15L;
    /** Layers of a network are fewer; the circuits of a layer have numbers above all of theirs. */
    private static final int MOST_LAYERS = 1 << 20;

    private final List<HybridFunction> functions = new ArrayList<>();
    private final List<CircuitPlace> places = new ArrayList<>();
    private final boolean shared;
    /** Arrays of a device belong to the thread that made them: to its stream, and where there are several, its device. */
    private final boolean sideBySide = Backends.present().deviceArrays().isEmpty();

    private final LongAdder nanos = new LongAdder();
    /** Of the last forward pass of training, one of every circuit; none after the backward pass. */
    private final List<HybridPullback> kept = new ArrayList<>();

    private long storedBytes;
    private Optional<CircuitWatcher> watcher = Optional.empty();
    /** Circuits of the layer before those of this bank. */
    private int circuitsBefore;

    /**
     * Prepares circuits.
     *
     * @param key of their weights
     * @param shared whether every circuit reads all inputs
     * @param seed of the network
     * @param layerIndex gives layers of one network different shots
     * @throws UnsupportedOperationException if an engine or a gradient method cannot work with its circuit
     */
    CircuitBank(List<QuantumNode> nodes, String key, boolean shared, long seed, int layerIndex, DataType type) {
        this.shared = shared;
        int weight = 0;
        for (int i = 0; i < nodes.size(); i++) {
            long place = layerIndex + 1 + (long) i * MOST_LAYERS;
            QuantumNode node = nodes.get(i);
            places.add(new CircuitPlace(key, weight, node));
            weight += node.numWeights();
            functions.add(new HybridFunction(node.withShots(node.shots(), seed + SEED_SPREAD * place)));
            functions.get(i).engineName(type);
        }
    }

    /** Tells of every circuit before it runs; its index in the layer counts from the first of this bank. */
    void watch(int first, CircuitWatcher told) {
        circuitsBefore = first;
        watcher = Optional.ofNullable(told);
    }

    int numOutputs() {
        return functions.stream().mapToInt(f -> f.node().numOutputs()).sum();
    }

    String engineName(DataType type) {
        return functions.get(0).engineName(type);
    }

    /** Time spent in circuits, in nanoseconds, as the caller waits for it. */
    long nanos() {
        return nanos.sum();
    }

    List<CircuitPlace> places() {
        return Collections.unmodifiableList(places);
    }

    /** Bytes that the last forward pass of training has stored. */
    long storedBytes() {
        return storedBytes;
    }

    /** Lets go of what is stored. */
    void release() {
        kept.forEach(HybridPullback::close);
        kept.clear();
    }

    /**
     * Computes y. In training, keeps what the circuits' nodes say for the gradient.
     *
     * @param theta [1, P], or empty where no circuit has weights
     * @param y [batch, outputs], written
     */
    void forward(INDArray x, INDArray theta, INDArray y, long iteration) {
        List<Part> parts = parts(x, theta, y);
        for (int i = 0; i < parts.size() && watcher.isPresent(); i++) {
            Part part = parts.get(i);
            watcher.get().runs(circuitsBefore + i, functions.get(i).node(), part.x, part.theta);
        }
        if (iteration == RandomKey.INFERENCE) {
            run(i -> {
                Part part = parts.get(i);
                functions.get(i).forward(part.x, part.theta, part.y, iteration);
            });
            return;
        }
        release();
        HybridPullback[] made = new HybridPullback[functions.size()];
        run(i -> {
            Part part = parts.get(i);
            made[i] = functions.get(i).differentiate(part.x, part.theta, part.y, iteration);
        });
        kept.addAll(List.of(made));
        storedBytes = kept.stream().mapToLong(HybridPullback::bytesHeld).sum();
    }

    /**
     * Computes {@code dL/dx} and {@code dL/dtheta}.
     *
     * @param dy {@code dL/dy}
     * @param dx written
     * @param dTheta written; empty where no circuit has weights
     */
    void backward(INDArray x, INDArray theta, INDArray dy, INDArray dx, INDArray dTheta, long iteration) {
        List<Part> parts = parts(x, theta, dy);
        List<INDArray> into = new ArrayList<>();
        List<Part> gradients = parts(dx, dTheta, dy);
        for (Part gradient : gradients) {
            // The gradient of inputs that are read several times is a sum.
            into.add(shared && functions.size() > 1 ? gradient.x.ulike() : gradient.x);
        }
        run(i -> {
            Part part = parts.get(i);
            INDArray ofTheta = gradients.get(i).theta;
            // Steps of a series may come between a pass forward and its pass back, and then it is computed again.
            if (!kept.isEmpty() && kept.get(i).isAt(part.x, part.theta, iteration)) {
                kept.get(i).backward(part.y, into.get(i), ofTheta);
            } else {
                functions.get(i).backward(part.x, part.theta, part.y, into.get(i), ofTheta, iteration);
            }
        });
        release();
        if (shared && functions.size() > 1) {
            dx.assign(into.get(0));
            into.stream().skip(1).forEach(dx::addi);
        }
    }

    private void run(IntConsumer call) {
        long start = System.nanoTime();
        IntStream circuits = IntStream.range(0, functions.size());
        if (functions.size() > 1 && sideBySide) {
            circuits.parallel().forEach(call);
        } else {
            circuits.forEach(call);
        }
        nanos.add(System.nanoTime() - start);
    }

    /** What one circuit reads and writes. */
    private record Part(INDArray x, INDArray theta, INDArray y) {}

    /** Views, made by the calling thread: workspaces belong to threads. */
    private List<Part> parts(INDArray x, INDArray theta, INDArray y) {
        if (functions.size() == 1) {
            return List.of(new Part(x, theta, y));
        }
        List<Part> parts = new ArrayList<>();
        int input = 0;
        int output = 0;
        for (CircuitPlace place : places) {
            QuantumNode node = place.node();
            parts.add(new Part(
                    shared ? x : columns(x, input, node.numInputs()),
                    columns(theta, place.firstWeight(), node.numWeights()),
                    columns(y, output, node.numOutputs())));
            input += node.numInputs();
            output += node.numOutputs();
        }
        return parts;
    }

    private static INDArray columns(INDArray array, int first, int count) {
        return count == 0
                ? Nd4j.empty(array.dataType())
                : array.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + count));
    }
}
