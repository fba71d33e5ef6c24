package org.dl4jquantum.layer.op;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.layer.backend.Backend;
import org.dl4jquantum.layer.backend.Backends;
import org.dl4jquantum.layer.backend.RunsJavaOps;
import org.dl4jquantum.sim.function.QuantumNode;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.imports.converters.ImportClassMapping;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/** Makes circuits known to SameDiff, and puts them into graphs. */
public final class QuantumOps {
    private QuantumOps() {}

    /**
     * Replaces ND4J's executioner by ours, and registers the operations for loading. Call it once before
     * {@link SameDiff#load}, which otherwise ends with {@code No op known for hash: 0 and name dl4jquantum_circuit};
     * {@link #circuit} calls it itself. Calling it again changes nothing.
     *
     * @throws UnsupportedOperationException if another executioner than that of ND4J's backend is in place, or no module on
     *     the class path serves that backend
     */
    public static synchronized void install() {
        OpExecutioner present = Nd4j.getExecutioner();
        if (!(present instanceof RunsJavaOps)) {
            Backend backend = Backends.present();
            String name = present.getClass().getName();
            // By name: where another backend runs, the class of this one may not be there to compare with.
            if (!name.equals(backend.stockExecutioner())) {
                throw new UnsupportedOperationException("SameDiff operations: ND4J runs on " + name + ", only "
                        + backend.stockExecutioner() + " (backend " + backend.artifact() + ") can be extended");
            }
            replaceExecutioner(backend.executioner());
        }
        for (DifferentialFunction op : List.of(new CircuitOp(), new CircuitGradientOp(), new HalfGradientOp())) {
            opRegistry().put(op.opName(), op);
        }
    }

    /** Whether all that {@link #install} does is done. */
    public static boolean isInstalled() {
        return Nd4j.getExecutioner() instanceof RunsJavaOps
                && opRegistry()
                        .keySet()
                        .containsAll(List.of(CircuitOp.NAME, CircuitGradientOp.NAME, HalfGradientOp.NAME));
    }

    /**
     * Adds a circuit to a graph: {@code y = f(x, w)}. Shots, if any, are drawn from the node's fixed stream, so that
     * equal inputs give equal outputs.
     *
     * @param name of the output variable
     * @param inputs x, [batch, numInputs], floating point
     * @param weights w, [1, numWeights], of the same type
     * @return y, [batch, numOutputs]
     */
    public static SDVariable circuit(
            SameDiff graph, String name, QuantumNode node, SDVariable inputs, SDVariable weights) {
        install();
        return graph.updateVariableNameAndReference(new CircuitOp(graph, node, inputs, weights).outputVariable(), name);
    }

    /** Adds a circuit without weights: {@code y = f(x)}. */
    public static SDVariable circuit(SameDiff graph, String name, QuantumNode node, SDVariable inputs) {
        install();
        return graph.updateVariableNameAndReference(new CircuitOp(graph, node, inputs).outputVariable(), name);
    }

    /**
     * Makes the gradients of a DL4J {@code SameDiffLayer}, {@code SameDiffVertex}, {@code SameDiffLambdaLayer} or
     * {@code SameDiffLambdaVertex} right: call it last in {@code defineLayer} or {@code defineVertex}, and return what it
     * returns. In DL4J 1.0.0-M2.1 those classes give every gradient twice, to their weights and to all layers below, with
     * or without a quantum operation inside; this is the identity {@code y = x} with {@code dL/dx = dL/dy / 2}. Nowhere
     * else is it right.
     *
     * <pre>{@code
     * public SDVariable defineLayer(SameDiff graph, SDVariable x, Map<String, SDVariable> w, SDVariable mask) {
     *     return QuantumOps.insideDl4jLayer(QuantumOps.circuit(graph, "measured", node, x, w.get("theta")));
     * }
     * }</pre>
     *
     * @param output what the layer would have returned
     */
    public static SDVariable insideDl4jLayer(SDVariable output) {
        install();
        return new HalfGradientOp(output.getSameDiff(), output).outputVariable();
    }

    private static Map<String, DifferentialFunction> opRegistry() {
        return ImportClassMapping.getOpNameMapping();
    }

    /** ND4J has no setter: the field is private, static and not final. */
    private static void replaceExecutioner(OpExecutioner executioner) {
        try {
            Field field = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
            field.setAccessible(true);
            field.set(null, executioner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SameDiff operations: the executioner of this ND4J cannot be replaced", e);
        }
    }
}
