package org.dl4jquantum.sim.engine.portable;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which kernels engine java takes, in JVMs with and without the Vector API. */
class VariantTest {
    private static final String WITH_MODULE = "--add-modules=jdk.incubator.vector";
    /** What every JVM says that has an incubator module. */
    private static final String WARNING = "WARNING: Using incubator modules: jdk.incubator.vector";

    @TempDir
    Path folder;

    /** Whether the JVM of this test has the module is up to the build, which runs it in both. */
    @Test
    void theJvmDecides() {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        String best = options.contains(WITH_MODULE) && Variant.fusesMultiplyAdds() ? "vector" : "plain";
        assertEquals(best, Engines.named("java").variant());
    }

    @Test
    void withoutTheModuleLoopsArePlainAndNothingIsSaid() throws Exception {
        assertEquals(new Run("plain", ""), run());
    }

    @Test
    void withTheModuleItsVectorsAreTaken() throws Exception {
        assertEquals(new Run(Variant.fusesMultiplyAdds() ? "vector" : "plain", WARNING), run(WITH_MODULE));
    }

    @Test
    void thePropertyTurnsThemOff() throws Exception {
        assertEquals(new Run("plain", WARNING), run(WITH_MODULE, "-D" + Variant.PROPERTY + "=plain"));
    }

    @Test
    void aProcessorThatFusesNothingHasPlainLoops() throws Exception {
        assertEquals(new Run("plain", WARNING), run(WITH_MODULE, "-XX:-UseFMA"));
    }

    @Test
    void aVariantThatIsNotThereIsRefused() {
        System.setProperty(Variant.PROPERTY, "avx2");
        try {
            String present = Variant.present().contains(Variant.VECTOR) ? "plain, vector" : "plain";
            assertRefused(
                    "org.dl4jquantum.java.variant: \"avx2\", this JVM has " + present
                            + "; vector needs --add-modules jdk.incubator.vector and a processor that fuses multiply-adds",
                    () -> Engines.named("java"));
        } finally {
            System.clearProperty(Variant.PROPERTY);
        }
    }

    /** What a JVM of its own prints. */
    private record Run(String output, String errors) {}

    private Run run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return new Run(output.strip(), Files.readString(errors).strip());
    }

    /** A program that compiles a circuit and says with which kernels it would run. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            Circuit circuit = RandomCircuits.superposition(2, 1);
            Engine engine = Engines.named("java");
            engine.compile(circuit, PauliZ.onEach(2), Precision.FLOAT);
            System.out.println(engine.variant());
        }
    }
}
