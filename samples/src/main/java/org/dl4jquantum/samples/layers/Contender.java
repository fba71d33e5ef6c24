package org.dl4jquantum.samples.layers;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** A network that learns a task, pass after pass. */
public final class Contender {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String name;
    private final Task task;
    private final MultiLayerNetwork network;
    private double loss;
    private long nanos;

    private Contender(String name, Task task, MultiLayerNetwork network) {
        this.name = name;
        this.task = task;
        this.network = network;
    }

    /** The task's network with a quantum layer. */
    public static Contender quantum(Task task) {
        return new Contender("quantum", task, task.initialized(task.quantum()));
    }

    /** Its classical twin. */
    public static Contender twin(Task task) {
        return new Contender("twin", task, task.initialized(task.twin()));
    }

    /**
     * Learns from all batches of a pass.
     *
     * @param pass its number, from 0 on
     * @throws IllegalArgumentException if the loss becomes infinite or undefined
     */
    public void learn(int pass) {
        long start = System.nanoTime();
        for (DataSet batch : task.batches(pass)) {
            network.fit(batch);
            loss = network.score();
            if (!Double.isFinite(loss)) {
                throw new IllegalArgumentException("training of " + name + ": loss is " + loss + " in pass "
                        + (pass + 1) + ", must be finite; another seed may help");
            }
        }
        nanos += System.nanoTime() - start;
    }

    public String name() {
        return name;
    }

    public MultiLayerNetwork network() {
        return network;
    }

    /** What the network reaches on examples that it has not seen. */
    public String figure() {
        return task.figure(network);
    }

    /** Of the last batch. */
    public double loss() {
        return loss;
    }

    /** Time that learning has taken. */
    public double seconds() {
        return nanos / NANOS_PER_SECOND;
    }
}
