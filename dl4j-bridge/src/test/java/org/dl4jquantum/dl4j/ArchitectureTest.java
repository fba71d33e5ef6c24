package org.dl4jquantum.dl4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know of. */
@AnalyzeClasses(packages = "org.dl4jquantum.dl4j", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_ABOVE_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.samples..", "org.dl4jquantum.benchmarks..");

    @ArchTest
    static final ArchRule ENGINES_ARE_KNOWN_BY_THEIR_CONTRACT_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.sim.engine.*..", "org.redfx..", "org.bytedeco..");

    @ArchTest
    static final ArchRule NO_BACKEND_IS_KNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j.linalg.cpu..", "org.nd4j.linalg.jcublas..");

    @ArchTest
    static final ArchRule LAYERS_NEED_NO_SAMEDIFF_OPERATION =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.dl4jquantum.layer.op");

    @ArchTest
    static final ArchRule ONLY_CONFIGURATIONS_FILES_AND_REPORTS_READ_AND_WRITE_JSON = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.dl4jquantum.dl4j.conf", "org.dl4jquantum.dl4j.io", "org.dl4jquantum.dl4j.training")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j.shade.jackson..", "com.fasterxml.jackson..", "org.dl4jquantum.sim.io..");

    @ArchTest
    static final ArchRule LAYERS_KNOW_NOTHING_OF_TRAINING_HELPERS = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.dl4jquantum.dl4j.conf..", "org.dl4jquantum.dl4j.layer..", "org.dl4jquantum.dl4j.io..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.dl4j.training..", "org.dl4jquantum.dl4j.inspect..", "org.knowm..");

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule PUBLIC_FIELDS_ARE_CONSTANTS =
            fields().that().arePublic().should().beFinal();
}
