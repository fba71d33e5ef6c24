package org.dl4jquantum.dl4j.display;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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

/**
 * Shows things as pictures in a Jupyter notebook: where one is the last expression of a cell, or is given to
 * {@code display}. Works in the kernels IJava and JJava, whose ways to show things have the same names; neither is needed
 * to compile or to run this.
 *
 * <p>Things are shown as SVG; {@code display(circuit, "image/png")} shows pixels.
 */
public final class KernelDisplay {
    /** Classes that know the kernel which runs in this JVM, and the static methods that tell it. */
    private static final Map<String, String> KERNELS = Map.of(
            "io.github.spencerpark.ijava.IJava", "getKernelInstance",
            "org.dflib.jjava.kernel.JavaNotebookStatics", "kernel");

    private static final String SVG = "image/svg+xml";
    private static final String PNG = "image/png";

    private KernelDisplay() {}

    /**
     * Tells the notebook's kernel how to show circuits, states, measurement results, histories, evaluations, networks,
     * charts and pictures. Once is enough; again does no harm.
     *
     * @throws IllegalStateException if no such kernel runs in this JVM
     */
    public static void install() {
        install(kernelRenderer().orElseThrow(KernelDisplay::noKernel));
    }

    /**
     * The same for a kernel at hand.
     *
     * @param renderer of IJava's or JJava's type {@code Renderer}: {@code kernel.getRenderer()}
     * @throws IllegalArgumentException if it is something else
     */
    public static void install(Object renderer) {
        for (Map.Entry<Class<?>, Function<Object, Picture>> entry : pictures().entrySet()) {
            try {
                register(renderer, entry.getKey(), entry.getValue());
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(
                        "kernel display: " + renderer.getClass().getName()
                                + " received, the renderer of an IJava or JJava kernel is needed",
                        e);
            }
        }
    }

    /** The picture by which a value shows itself in a notebook; empty where it is text. */
    public static Optional<Picture> picture(Object value) {
        return pictures().entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(value))
                .findFirst()
                .map(entry -> entry.getValue().apply(value));
    }

    /** Whether a kernel runs in this JVM. */
    static boolean isKernel() {
        return kernelRenderer().isPresent();
    }

    private static Optional<Object> kernelRenderer() {
        for (Map.Entry<String, String> known : KERNELS.entrySet()) {
            try {
                Object kernel = load(known.getKey()).getMethod(known.getValue()).invoke(null);
                if (kernel != null) {
                    return Optional.of(
                            kernel.getClass().getMethod("getRenderer").invoke(kernel));
                }
            } catch (ReflectiveOperationException e) {
                // Not this one.
            }
        }
        return Optional.empty();
    }

    private static IllegalStateException noKernel() {
        return new IllegalStateException(
                "kernel display: no IJava or JJava kernel runs in this JVM; outside of notebooks"
                        + " Pictures.of(...).save(file) keeps pictures");
    }

    /** Kernels load notebooks in loaders of their own, and are themselves loaded by the system's. */
    private static Class<?> load(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        }
    }

    private static Map<Class<?>, Function<Object, Picture>> pictures() {
        Map<Class<?>, Function<Object, Picture>> all = new LinkedHashMap<>();
        put(all, Picture.class, picture -> picture);
        put(all, Circuit.class, Pictures::of);
        put(all, CircuitDrawing.class, Pictures::of);
        put(all, QuantumNode.class, Pictures::of);
        put(all, QuantumState.class, Pictures::of);
        put(all, CircuitTrace.class, Pictures::of);
        put(all, MeasurementResult.class, Pictures::of);
        put(all, TrainingHistory.class, Pictures::of);
        put(all, Evaluation.class, Pictures::of);
        put(all, MultiLayerNetwork.class, Pictures::of);
        put(all, ComputationGraph.class, Pictures::of);
        put(all, Chart.class, Pictures::of);
        return all;
    }

    private static <T> void put(
            Map<Class<?>, Function<Object, Picture>> all, Class<T> type, Function<? super T, Picture> picture) {
        all.put(type, value -> picture.apply(type.cast(value)));
    }

    /** {@code renderer.createRegistration(type).preferring(SVG).supporting(PNG).register(function)}. */
    private static void register(Object renderer, Class<?> type, Function<Object, Picture> picture)
            throws ReflectiveOperationException {
        Object registration =
                renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
        Class<?> registering = registration.getClass();
        registering.getMethod("preferring", String[].class).invoke(registration, (Object) new String[] {SVG});
        registering.getMethod("supporting", String[].class).invoke(registration, (Object) new String[] {PNG});
        Method register = Arrays.stream(registering.getMethods())
                .filter(method -> method.getName().equals("register"))
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
        Class<?> function = register.getParameterTypes()[0];
        InvocationHandler render = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(picture, arguments);
            }
            try {
                render(picture.apply(arguments[0]), arguments[1]);
            } catch (IllegalArgumentException e) {
                // Nothing to see yet, such as a history before the training: said, and the cell goes on.
                Object container =
                        arguments[1].getClass().getMethod("getOutputContainer").invoke(arguments[1]);
                container.getClass().getMethod("putText", String.class).invoke(container, e.getMessage());
            }
            return null;
        };
        register.invoke(
                registration, Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, render));
    }

    /** {@code context.renderIfRequested(type, supplier)} for both types; text is added by the kernel. */
    private static void render(Picture picture, Object context) throws ReflectiveOperationException {
        Method render = Arrays.stream(context.getClass().getMethods())
                .filter(method ->
                        method.getName().equals("renderIfRequested") && method.getParameterTypes()[1] == Supplier.class)
                .findFirst()
                .orElseThrow(NoSuchMethodException::new);
        Method parse = render.getParameterTypes()[0].getMethod("parse", String.class);
        Supplier<Object> svg = picture::svg;
        Supplier<Object> png = () -> Base64.getEncoder().encodeToString(picture.png());
        render.invoke(context, parse.invoke(null, SVG), svg);
        render.invoke(context, parse.invoke(null, PNG), png);
    }
}
