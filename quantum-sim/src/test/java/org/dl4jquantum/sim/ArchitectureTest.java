package org.dl4jquantum.sim;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.dl4jquantum.sim", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SIM = "org.dl4jquantum.sim.";
    private static final String VECTOR_KERNELS = ".*\\.portable\\.(Double|Float)Vector\\w+";

    /** Packages, and those each may know. */
    private static final Map<String, String> MAY_KNOW = Map.ofEntries(
            entry("math", ""),
            entry("observable", "math"),
            entry("circuit", "math observable"),
            entry("ansatz", "math circuit"),
            entry("draw", "math observable circuit"),
            entry("plan", "math observable circuit"),
            entry("engine", "math observable circuit plan"),
            entry("sampling", "math observable circuit engine"),
            entry("gradient", "math observable circuit engine"),
            entry("function", "math observable circuit engine sampling gradient"),
            entry("algorithm", "math observable circuit engine function"),
            entry("inspect", "math observable circuit draw engine function"),
            entry("io", "math observable circuit function"));

    @ArchTest
    static final ArchRule PACKAGES_KNOW_ONLY_WHAT_IS_BELOW = layers();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.dl4jquantum.sim.(*)..").should().beFreeOfCycles();

    /** But for what those share that run plans in a library. */
    @ArchTest
    static final ArchRule ENGINES_DO_NOT_SEE_ONE_ANOTHER = slices().matching("org.dl4jquantum.sim.engine.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage(SIM + "engine.cpu", SIM + "engine.cuda"),
                    resideInAPackage(SIM + "engine.library"));

    @ArchTest
    static final ArchRule ONLY_BINDINGS_KNOW_JAVACPP = noClasses()
            .that()
            .resideOutsideOfPackages(SIM + "engine.cpu", SIM + "engine.cuda")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule NOBODY_NAMES_AN_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage(SIM + "engine.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SIM + "engine.*..");

    @ArchTest
    static final ArchRule ENGINES_AND_PLANS_NAME_NO_GATE = noClasses()
            .that()
            .resideInAnyPackage(SIM + "engine..", SIM + "plan..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(StandardGate.class);

    /** Drawings go through all gates and pick none. */
    @ArchTest
    static final ArchRule DRAWINGS_NAME_NO_GATE = noClasses()
            .that()
            .resideInAPackage(SIM + "draw..")
            .should()
            .accessFieldWhere(target(owner(type(StandardGate.class))));

    @ArchTest
    static final ArchRule ONLY_ITS_ENGINE_KNOWS_STRANGE = noClasses()
            .that()
            .resideOutsideOfPackage(SIM + "engine.strange")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.redfx..");

    /** They are the only ones compiled with it, and loaded by name where a JVM has it. */
    @ArchTest
    static final ArchRule ONLY_VECTOR_KERNELS_KNOW_THE_VECTOR_API = noClasses()
            .that()
            .haveNameNotMatching(VECTOR_KERNELS)
            .should()
            .dependOnClassesThat(resideInAPackage("jdk.incubator..").or(nameMatching(VECTOR_KERNELS)));

    @ArchTest
    static final ArchRule NOTHING_ABOVE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.nd4j..",
                    "org.deeplearning4j..",
                    "org.dl4jquantum.layer..",
                    "org.dl4jquantum.dl4j..",
                    "org.dl4jquantum.samples..");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule PUBLIC_FIELDS_ARE_CONSTANTS =
            fields().that().arePublic().should().beFinal();

    @Test
    void everyPackageHasItsPlace() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/java", SIM.split("\\.")))) {
            Set<String> packages =
                    folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
            assertEquals(MAY_KNOW.keySet(), packages);
        }
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> silent = files.filter(Files::isDirectory)
                    .filter(ArchitectureTest::hasCode)
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .toList();
            assertEquals(List.of(), silent);
        }
    }

    @Test
    void nd4jIsNotOnTheClassPath() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.nd4j.linalg.factory.Nd4j"));
    }

    private static ArchRule layers() {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : MAY_KNOW.keySet()) {
            rule = rule.layer(name).definedBy(SIM + name + "..");
        }
        for (Map.Entry<String, String> entry : MAY_KNOW.entrySet()) {
            rule = entry.getValue().isEmpty()
                    ? rule.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
                    : rule.whereLayer(entry.getKey())
                            .mayOnlyAccessLayers(entry.getValue().split(" "));
        }
        return rule;
    }

    private static boolean hasCode(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
