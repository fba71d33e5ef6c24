package org.dl4jquantum.dl4j.feature;

import java.util.function.Predicate;

/** What DL4J 1.0.0-M2.1 cannot do with its own layers either, and what to do instead. */
// spotless:off one limit a few lines: a table
enum Limit {
    FROZEN_ABOVE_TRAINABLE("`FrozenLayer` above a layer that trains: `fit` of a graph throws, of a sequence leaves the lower layer as it is",
        "`FrozenLayerWithBackprop`", LimitProofs::frozenAboveTrainable, Subject::takesRows),
    BFLOAT16("BFLOAT16 network: refused",
        "HALF, FLOAT or DOUBLE", LimitProofs::bfloat16, Subject::takesRows),
    HALF_EPSILON("HALF network with Adam's default epsilon: NaN where a gradient is 0, as 1e-8 is 0 in HALF",
        "`new Adam(rate, 0.9, 0.999, 1e-4)`, or Sgd", LimitProofs::adamInHalf, Subject::takesRows),
    ADAM_AT_REST("Adam with learning rate 0 still moves parameters, by its epsilon a step",
        "`new Sgd(0)`, or a frozen layer; `NoOp` takes the gradient itself as step", LimitProofs::adamAtRest, Subject::takesRows),
    GRAPH_CLONE("`ComputationGraph.clone()` counts iterations from 0: Adam and schedules go on differently",
        "`copy.getConfiguration().setIterationCount(graph.getIterationCount())`", LimitProofs::graphClone, Subject::takesRows),
    SEQUENCE_CLEAR("`MultiLayerNetwork.clear()` forgets the updater's state",
        "`layer.clear()` of every layer", LimitProofs::sequenceClear, Subject::takesRows),
    SERIES_BATCH("`ComputationGraph.output` of series through feed-forward layers, at another batch size than that of the last `fit`: throws",
        "`graph.setLabels(new INDArray[1])` before `graph.output(x)`", LimitProofs::seriesOfAnotherBatch, Subject::takesRows),
    MASKED_SINGLE("a batch of one masked example under softmax: its mask is taken for one per output, `fit` throws",
        "batches of 2 and more", LimitProofs::maskedSingle, Subject::takesRows),
    RESIZED_IMAGES("`nOutReplace` of a layer that gives images, below a dense one: the size of the images is forgotten, `fit` throws",
        "`removeVertexKeepConnections` and `addLayer`", LimitProofs::resizedImages, Subject::takesImages);
    // spotless:on

    final String title;
    final String remedy;
    final Proof proof;
    private final Predicate<Subject> applies;

    Limit(String title, String remedy, Proof proof, Predicate<Subject> applies) {
        this.title = title;
        this.remedy = remedy;
        this.proof = proof;
        this.applies = applies;
    }

    boolean appliesTo(Subject subject) {
        return subject.isInside() && applies.test(subject);
    }
}
