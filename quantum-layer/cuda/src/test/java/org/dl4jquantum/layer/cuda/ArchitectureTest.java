package org.dl4jquantum.layer.cuda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What this module may know of. */
@AnalyzeClasses(packages = "org.dl4jquantum.layer.cuda", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_ABOVE_AND_NO_ENGINE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.deeplearning4j..",
                    "org.dl4jquantum.dl4j..",
                    "org.dl4jquantum.sim..",
                    "org.dl4jquantum.samples..",
                    "org.dl4jquantum.benchmarks..",
                    "org.nd4j.linalg.cpu..");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @Test
    void theBackendsLibrariesAreNotOnTheClassPath() {
        assertThrows(
                ClassNotFoundException.class,
                () -> Class.forName(
                        "org.nd4j.presets.cuda.Nd4jCudaPresets",
                        false,
                        getClass().getClassLoader()));
    }
}
