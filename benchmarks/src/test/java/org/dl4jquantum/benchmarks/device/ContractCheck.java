package org.dl4jquantum.benchmarks.device;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The tests that engines have in a build, on the device: the contract, or the vectors of other simulators. */
final class ContractCheck implements Check {
    private static final String VECTORS = "org.dl4jquantum.sim.vectors.ReferenceVectorsTest";

    @Override
    public void run(Findings findings, Conditions conditions) throws ClassNotFoundException {
        System.setProperty(DeviceContract.QUICK, Boolean.toString(conditions.quick()));
        System.setProperty("reference.engines", "cuda");
        Class<?> tests = conditions.argument().equals("vectors") ? Class.forName(VECTORS) : DeviceContract.class;
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests));
        if (conditions.quick()) {
            request.filters((PostDiscoveryFilter) ContractCheck::takesLittle);
        }
        Listener listener = new Listener(findings);
        LauncherFactory.create().execute(request.build(), listener);
        findings.check("there are tests", listener.tests > 0, "none was found");
        findings.note(listener.tests + " tests");
    }

    /** Whether a test, or a group of them, is done at once where a processor plays the device. */
    private static FilterResult takesLittle(TestDescriptor test) {
        return FilterResult.includedIf(!test.getDisplayName().contains("Agree"));
    }

    /** Every test is a check. */
    private static final class Listener implements TestExecutionListener {
        private final Findings findings;
        private int tests;

        Listener(Findings findings) {
            this.findings = findings;
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            findings.check(test.getDisplayName(), false, "skipped: " + reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            tests += test.isTest() ? 1 : 0;
            boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
            if (test.isTest() || !passed) {
                StringWriter trace = new StringWriter();
                result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(trace)));
                String parent = test.getParentId().orElse("").replaceAll(".*[:/]([^\\]]*)\\]$", "$1");
                findings.check(parent + " " + test.getDisplayName(), passed, trace.toString());
            }
        }
    }
}
