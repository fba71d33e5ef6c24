package org.dl4jquantum.sim.engine.portable;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.engine.EngineGradient;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Program;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.plan.Plan;

/** Cuts the batch into tiles, spreads them over cores, and adds what they share up in the order of the tiles. */
final class PortableProgram implements Program {
    private final Circuit circuit;
    private final Plan plan;
    private final Measurement measurement;
    private final Precision precision;
    private final Variant variant;
    /** Scratch memory of each layout, handed from call to call. */
    private final ConcurrentMap<Layout, Queue<Tile>> idle = new ConcurrentHashMap<>();

    PortableProgram(Circuit circuit, Measurement measurement, Precision precision, Variant variant) {
        this.circuit = circuit;
        plan = Plan.of(circuit, measurement);
        this.measurement = measurement;
        this.precision = precision;
        this.variant = variant;
    }

    @Override
    public void forward(EngineInput input, RealView outputs) {
        input.validate(circuit);
        Layout layout = Layout.of(plan.numQubits(), input.batch());
        forEachTile(layout, input.batch(), (tile, first, count) -> tile.forward(input, first, count, outputs));
    }

    @Override
    public void backward(EngineInput input, RealView outputCotangent, EngineGradient gradient) {
        input.validate(circuit);
        Layout layout = Layout.of(plan.numQubits(), input.batch());
        int samples = layout.samples();
        double[][] shared = new double[(input.batch() + samples - 1) / samples][];
        Arrays.fill(gradient.angles(), 0);
        forEachTile(layout, input.batch(), (tile, first, count) -> {
            shared[first / samples] = tile.backward(input, first, count, outputCotangent, gradient);
        });
        for (int slot = 0; slot < input.angles().numSlots(); slot++) {
            if (input.angles().isShared(slot)) {
                double sum = 0;
                for (double[] ofTile : shared) {
                    sum += ofTile[slot];
                }
                gradient.angles()[input.angles().index(slot, 0)] = sum;
            }
        }
    }

    private interface TileWork {
        void run(Tile tile, int firstSample, int count);
    }

    private void forEachTile(Layout layout, int batch, TileWork work) {
        Queue<Tile> tiles = idle.computeIfAbsent(layout, key -> new ConcurrentLinkedQueue<>());
        int samples = layout.samples();
        int numTiles = (batch + samples - 1) / samples;
        IntStream range = IntStream.range(0, numTiles);
        (numTiles > 1 && allCoresFit(layout) ? range.parallel() : range).forEach(index -> {
            Tile tile = tiles.poll();
            if (tile == null) {
                tile = new Tile(plan, measurement, layout, precision, variant);
            }
            work.run(tile, index * samples, Math.min(samples, batch - index * samples));
            tiles.add(tile);
        });
    }

    /** Whether every core may hold a tile at once within half the heap; else they take turns. */
    private boolean allCoresFit(Layout layout) {
        long bytes = Tile.bytes(layout, precision) * Runtime.getRuntime().availableProcessors();
        return bytes <= Runtime.getRuntime().maxMemory() / 2;
    }
}
