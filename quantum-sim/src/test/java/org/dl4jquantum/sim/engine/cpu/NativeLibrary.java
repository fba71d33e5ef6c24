package org.dl4jquantum.sim.engine.cpu;

import java.net.URL;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a class where the library was not built for want of a compiler; under {@code CI=true} the class fails instead. */
public final class NativeLibrary implements ExecutionCondition {

    /** Whether tests of engine {@code native} run: where its library was built, and where it has to be. */
    public static boolean isExpected() {
        return file().isPresent() || "true".equals(System.getenv("CI"));
    }

    /** The library among the classes. */
    static Optional<URL> file() {
        return Optional.ofNullable(Dlq.class.getResource(Loader.getPlatform() + "/libjnidlq.so"));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isExpected()
                ? ConditionEvaluationResult.enabled("built, or required under CI=true")
                : ConditionEvaluationResult.disabled(
                        "engine native was not built for " + Loader.getPlatform() + ": its build needs Linux and g++");
    }
}
