package org.dl4jquantum.layer.op;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dl4jquantum.layer.Numbers;
import org.dl4jquantum.layer.TestNodes;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.imports.converters.ImportClassMapping;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs operations that nobody installed, and prints what is thrown; run by {@link QuantumOpsTest}. */
final class NotInstalledMain {
    private NotInstalledMain() {}

    /** Arguments: a stored graph. */
    public static void main(String[] arguments) {
        INDArray x = Numbers.of(1, DataType.FLOAT, 4, 2);
        SameDiff graph = SameDiff.create();
        SDVariable input = graph.var("x", x);
        SDVariable y = new CircuitOp(graph, TestNodes.weightless(), input).outputVariable();
        y.sum().markAsLoss();
        System.out.println("installed: " + QuantumOps.isInstalled());
        attempt("load", () -> SameDiff.load(new File(arguments[0]), true));
        attempt("output", () -> graph.output(Map.of(), List.of(y.name())));
        attempt("gradients", () -> graph.calculateGradients(Map.of(), "x"));
        attempt("eager", () -> Nd4j.exec(eager(x)));
        // Registered, but with ND4J's own executioner.
        List.of(new CircuitOp(), new CircuitGradientOp())
                .forEach(op -> ImportClassMapping.getOpNameMapping().put(op.opName(), op));
        System.out.println("installed: " + QuantumOps.isInstalled());
        attempt("registered gradients", () -> graph.calculateGradients(Map.of(), "x"));
        QuantumOps.install();
        System.out.println("installed: " + QuantumOps.isInstalled());
        attempt("installed", () -> graph.calculateGradients(Map.of(), "x").keySet());
    }

    private static CircuitOp eager(INDArray x) {
        CircuitOp op = new CircuitOp();
        op.addSArgument(NodeOp.json(TestNodes.weightless()));
        op.addInputArgument(x);
        return op;
    }

    private static void attempt(String what, Callable<Object> call) {
        try {
            System.out.println(what + ": " + call.call());
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }
}
