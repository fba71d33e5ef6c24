package org.dl4jquantum.dl4j.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know of. */
@AnalyzeClasses(packages = "org.dl4jquantum.dl4j.ui", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String UI = "org.dl4jquantum.dl4j.ui";

    @ArchTest
    static final ArchRule NOTHING_ABOVE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.samples..", "org.dl4jquantum.benchmarks..");

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
    static final ArchRule RECORDS_KNOW_NEITHER_PAGE_NOR_NETWORK = noClasses()
            .that()
            .resideInAPackage(UI + ".record")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UI, UI + ".page", "org.deeplearning4j.nn..", "io.vertx..");

    @ArchTest
    static final ArchRule THE_PAGE_KNOWS_RECORDS_ALONE = noClasses()
            .that()
            .resideInAPackage(UI + ".page")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(UI, "org.deeplearning4j.nn..", "org.nd4j..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.dl4jquantum.dl4j.(ui..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule PUBLIC_FIELDS_ARE_CONSTANTS =
            fields().that().arePublic().should().beFinal();
}
