package org.dl4jquantum.layer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What this module may know of. */
@AnalyzeClasses(packages = "org.dl4jquantum.layer", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_ABOVE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.deeplearning4j..",
                    "org.dl4jquantum.dl4j..",
                    "org.dl4jquantum.samples..",
                    "org.dl4jquantum.benchmarks..");

    @ArchTest
    static final ArchRule ENGINES_ARE_KNOWN_BY_THEIR_CONTRACT_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.sim.engine.*..", "org.redfx..", "org.bytedeco..");

    @ArchTest
    static final ArchRule ONLY_THE_OPERATIONS_KNOW_A_BACKEND = noClasses()
            .that()
            .resideOutsideOfPackage("org.dl4jquantum.layer.op")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.dl4jquantum.layer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule PUBLIC_FIELDS_ARE_CONSTANTS =
            fields().that().arePublic().should().beFinal();

    @Test
    void deeplearning4jIsNotOnTheClassPath() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.deeplearning4j.nn.api.Layer"));
    }
}
