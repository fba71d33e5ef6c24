package org.dl4jquantum.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know of: what a user of the library would. */
@AnalyzeClasses(packages = "org.dl4jquantum.samples", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule INNER_PARTS_ARE_UNKNOWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.dl4jquantum.layer.op..",
                    "org.dl4jquantum.sim.engine.*..",
                    "org.dl4jquantum.sim.plan..",
                    "org.dl4jquantum.benchmarks..",
                    "org.redfx..",
                    "org.bytedeco..");

    @ArchTest
    static final ArchRule TRAINING_SERVES_EVERY_SAMPLE = noClasses()
            .that()
            .resideInAPackage("org.dl4jquantum.samples.training")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dl4jquantum.samples.mnist", "org.dl4jquantum.samples.report");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.dl4jquantum.samples.(*)..").should().beFreeOfCycles();
}
