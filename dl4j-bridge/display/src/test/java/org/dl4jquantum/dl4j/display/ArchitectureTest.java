package org.dl4jquantum.dl4j.display;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know of. */
@AnalyzeClasses(packages = "org.dl4jquantum.dl4j.display", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_ABOVE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.dl4jquantum.samples..", "org.dl4jquantum.benchmarks..", "org.dl4jquantum.dl4j.ui..");

    @ArchTest
    static final ArchRule ENGINES_ARE_NOT_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.sim.engine..", "org.redfx..", "org.bytedeco..");

    @ArchTest
    static final ArchRule NO_BACKEND_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..");

    @ArchTest
    static final ArchRule KERNELS_ARE_NOT_KNOWN =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.github.spencerpark..", "org.dflib..");

    @ArchTest
    static final ArchRule ONLY_PROGRESS_IS_PRINTED =
            noClasses().that().haveNameNotMatching(".*\\.Progress(\\$.*)?").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule PUBLIC_FIELDS_ARE_CONSTANTS =
            fields().that().arePublic().should().beFinal();
}
