package org.dl4jquantum.benchmarks.device;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** The process of one part. Arguments: part, file of its findings, seconds, home of the bundle, "quick" or nothing. */
public final class PartMain {
    private PartMain() {}

    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        Part part = Part.of(arguments[0]);
        Findings findings = new Findings(Path.of(arguments[1]));
        Conditions conditions = new Conditions(
                part.argument(), arguments.length > 4, Double.parseDouble(arguments[2]), Path.of(arguments[3]), begin);
        try {
            part.create().run(findings, conditions);
            // Whatever it is, it is a finding, and other parts go on.
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            findings.check("runs to its end", false, trace.toString());
        }
        findings.complete();
        // Threads that are left, of a library for example, are no reason to wait.
        System.exit(0);
    }
}
