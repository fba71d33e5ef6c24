package org.dl4jquantum.dl4j.feature;

import java.util.function.Predicate;

/** A feature of DL4J, what is asserted of it, and how. */
// spotless:off one feature a line or two: a table
enum Feature {
    FIT("`fit`, `output`, `score`", "41 steps take the score below 80 %; outputs sum to 1 to 1e-5", TrainingProofs::fitOutputAndScore),
    WORKSPACES("workspaces ENABLED and NONE", "the same bits after 4 steps", TrainingProofs::workspaces),
    FLOAT("FLOAT network", "40 steps take the score below 90 %", TrainingProofs::floatNetwork),
    DOUBLE("DOUBLE network", "40 steps take the score below 90 %", TrainingProofs::doubleNetwork),
    HALF("HALF network", "40 steps of Sgd take the score below 90 %", TrainingProofs::halfNetwork),
    CONVERT("`convertDataType`", "FLOAT and DOUBLE outputs agree to 1e-5, training goes on", StorageProofs::convertDataType),
    BATCHES("varying batch, batch of 1", "a row gives the same to 1e-5 in batches of 1, 2, 64, 65, 70", TrainingProofs::batchSizes),
    LISTENERS("listeners", "every hook once an iteration, in order", TrainingProofs::listeners),

    GRADIENTS("`GradientCheckUtil`, all weights, inputs through the layer below", "relative error below 1e-5", GradientProofs::weightsAndInputs),
    GRADIENTS_PENALIZED("`GradientCheckUtil` with l1 and l2", "relative error below 1e-5", GradientProofs::withPenalties),
    GRADIENTS_MASKED("`GradientCheckUtil` with masks", "relative error below 1e-5", GradientProofs::masked, subject -> !subject.takesImages()),

    JSON("JSON", "equal configuration, equal text", StorageProofs::json),
    YAML("YAML", "equal configuration, equal text", StorageProofs::yaml),
    JAVA("Java serialization of configurations", "equal configuration", StorageProofs::javaSerialization),
    SERIALIZER("`ModelSerializer` with updater", "the same bits after 2 further steps", StorageProofs::modelSerializer),
    CLONE("`clone`", "the same bits after 2 further steps (of a graph: see the limits); the original stays", StorageProofs::copies),
    SEEDS("`seed`", "the same bits from the first step on", StorageProofs::seeds),
    SUMMARY("`summary()`", "names the layer and the number of parameters", StorageProofs::summary),
    MEMORY_REPORT("memory report", "the number of parameters", StorageProofs::memoryReport),

    SET_PARAM("`setParam`", "the value is there, and the output another", ParameterProofs::setParam),
    SET_PARAMS("`setParams`", "the same bits as written into the parameters", ParameterProofs::setParams),
    LEARNING_RATE("`setLearningRate`, `getLearningRate` of one layer", "at 0 the layer stays, the others move", ParameterProofs::setLearningRate),
    SCHEDULE("learning rate schedules", "each step of Sgd is rate times gradient to 1e-12", ParameterProofs::schedule),
    UPDATER("updater of its own", "its step is rate times gradient to 1e-12, the others stay", ParameterProofs::ownUpdater),

    L1("l1", "in score and update to 1e-10", RegularizationProofs::l1),
    L2("l2", "in score and update to 1e-10", RegularizationProofs::l2),
    WEIGHT_DECAY("weight decay", "in score and update to 1e-10", RegularizationProofs::weightDecay),
    CONSTRAINTS("constraints", "MaxNorm and NonNegative hold to 1e-10", RegularizationProofs::constraints),
    DROPOUT("dropout", "changes the score in training by more than 1e-4, in inference not at all", RegularizationProofs::dropout),
    WEIGHT_NOISE("weight noise (`DropConnect`)", "changes the score in training by more than 1e-4, in inference not at all", RegularizationProofs::weightNoise),
    GRADIENT_NORMALIZATION("gradient clipping and normalisation, all modes", "norms of the update to 1e-10", RegularizationProofs::gradientNormalization),

    FREEZE_BELOW("`TransferLearning`: freeze what is below", "the same bits below, the layer moves", TransferProofs::freezeBelow),
    FREEZE("`TransferLearning`: freeze the layer", "the same bits up to the layer, the output moves", TransferProofs::freezeTheLayer, Subject::isInside),
    FREEZE_SAVED("frozen network saved and restored", "stays frozen, the same bits after a further step", TransferProofs::saveFrozen, Subject::isInside),
    FREEZE_WITH_BACKPROP("`FrozenLayerWithBackprop`", "the same bits in the layer, what is below moves", TransferProofs::frozenWithBackprop, Subject::isInside),
    REPLACE_OUTPUT("`TransferLearning`: replace the output", "3 classes, all other weights the same bits", TransferProofs::replaceOutput, Subject::isInside),
    REPLACE_OUTPUT_SIZE("`nOutReplace` of the output", "3 classes, all other weights the same bits", TransferProofs::replaceOutputSize, Subject::isInside),
    REPLACE_SIZE("`nOutReplace` of the layer, to its size", "new weights, which train", TransferProofs::replaceLayerSize, subject -> subject.isInside() && !subject.takesImages()),

    EVALUATION("`evaluate`", "accuracy as counted by hand to 1e-6", EvaluationProofs::evaluation),
    EARLY_STOPPING("`EarlyStopping`", "stops after 8 epochs with the best network, score below 99 %", EvaluationProofs::earlyStopping),
    PARALLEL_WRAPPER("`ParallelWrapper`, 2 workers, averaging", "80 batches take the score below 95 %", ParallelProofs::parallelWrapper),
    PARALLEL_INFERENCE("`ParallelInference`, 2 workers, all modes", "4 threads get the network's output to 1e-5", ParallelProofs::parallelInference),
    THREADS("8 threads on one `output`", "all get the same to 1e-5", ParallelProofs::threadsOnOneOutput),

    MASKS("masks per example and step", "a change behind the mask leaves the score to 1e-12, another does not", InputProofs::masks, subject -> !subject.takesImages()),
    SERIES("time series, automatic preprocessor", "every step as by itself to 1e-12, gradient check", InputProofs::series, subject -> subject.isInside() && subject.takesRows()),
    IMAGES("images, automatic preprocessor", "gradient check", InputProofs::images, subject -> subject.isInside() && subject.takesRows());
    // spotless:on

    /** Row of the documentation. */
    final String title;

    /** What the proof asserts. */
    final String claim;

    final Proof proof;
    private final Predicate<Subject> applies;

    Feature(String title, String claim, Proof proof) {
        this(title, claim, proof, subject -> true);
    }

    Feature(String title, String claim, Proof proof, Predicate<Subject> applies) {
        this.title = title;
        this.claim = claim;
        this.proof = proof;
        this.applies = applies;
    }

    boolean appliesTo(Subject subject) {
        return applies.test(subject);
    }
}
