package org.dl4jquantum.dl4j.display;

import java.awt.Graphics2D;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.draw.CircuitDrawing;
import org.dl4jquantum.sim.function.QuantumNode;
import org.dl4jquantum.sim.inspect.CircuitTrace;
import org.dl4jquantum.sim.inspect.MeasurementResult;
import org.dl4jquantum.sim.inspect.QuantumState;
import org.knowm.xchart.internal.chartpart.Chart;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Pictures, one call each: {@code Pictures.of(circuit).save(Path.of("circuit.svg"))}. In a notebook the things themselves
 * are shown so: see {@link KernelDisplay}.
 */
public final class Pictures {
    private Pictures() {}

    /** A circuit. */
    public static Picture of(Circuit circuit) {
        return of(CircuitDrawing.of(circuit));
    }

    /** A circuit and what is measured at its end. */
    public static Picture of(QuantumNode node) {
        return of(CircuitDrawing.of(node.circuit(), node.measurement()));
    }

    /** A circuit as drawn. */
    public static Picture of(CircuitDrawing drawing) {
        return CircuitPicture.of(drawing);
    }

    /**
     * A state: probabilities of basis states as bars in the colours of their phases, and a Bloch sphere with entropy for
     * every qubit. Of more than 32 basis states the most probable are shown, and of more than 16 qubits the first.
     */
    public static Picture of(QuantumState state) {
        return StatePicture.of(state);
    }

    /**
     * A circuit step by step: each operation with its angles and where they come from, and the state after it, as
     * probabilities, as Bloch spheres of up to 8 qubits with their entropies, and as Meyer-Wallach entanglement. Of more than
     * 60 rows the first are shown.
     */
    public static Picture of(CircuitTrace trace) {
        return TracePicture.of(trace);
    }

    /** Measured values as columns, with one standard error up and down where there are shots. */
    public static Picture of(MeasurementResult result) {
        return MeasurementPicture.of(result);
    }

    /**
     * The scores of a training, and the accuracy after every epoch where it was tested.
     *
     * @throws IllegalArgumentException if nothing was trained yet
     */
    public static Picture of(TrainingHistory history) {
        return HistoryPicture.of(history);
    }

    /**
     * A confusion matrix: rows are true classes, columns predicted ones, colours shares of the row.
     *
     * @throws IllegalArgumentException if nothing was evaluated yet
     */
    public static Picture of(Evaluation evaluation) {
        return ConfusionPicture.of(evaluation);
    }

    /**
     * A network from its inputs down to its outputs, the circuits of its quantum layers drawn inside.
     *
     * @throws IllegalArgumentException if it is not initialised
     */
    public static Picture of(MultiLayerNetwork network) {
        return NetworkPicture.of(NetworkNode.of(network));
    }

    /**
     * A network from its inputs down to its outputs, the circuits of its quantum layers drawn inside.
     *
     * @throws IllegalArgumentException if it is not initialised
     */
    public static Picture of(ComputationGraph network) {
        return NetworkPicture.of(NetworkNode.of(network));
    }

    /**
     * What a classifier of two inputs says about every point of the plane, stronger in colour where it is more certain, and
     * the examples in the colours of their classes.
     *
     * @param classifier gives one probability for every class, or one number, the probability of the second of two
     * @param examples features [n, 2], labels [n, classes] with a one for the class or [n, 1] of zeros and ones; at most 8
     *     classes
     * @throws IllegalArgumentException if the shapes are others
     */
    public static Picture decisionBoundary(Model classifier, DataSet examples) {
        return DecisionBoundary.of(classifier, examples);
    }

    /** Any chart of XChart. */
    public static Picture of(Chart<?, ?> chart) {
        String title = chart.getTitle() == null || chart.getTitle().isBlank() ? "Chart" : chart.getTitle();
        return Picture.of(
                title,
                chart.getWidth(),
                chart.getHeight(),
                (Graphics2D g) -> chart.paint(g, chart.getWidth(), chart.getHeight()));
    }
}
