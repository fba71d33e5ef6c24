package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs parts in processes of their own.
 *
 * @param work a folder for files that nobody needs afterwards
 * @param log where output of the parts goes
 * @param home where the bundle was unpacked
 * @param driver the driver's library, where it was named
 */
record PartProcess(Path work, Path log, Path home, Optional<Path> driver, boolean quick) {
    private static final String DRIVER = "org.dl4jquantum.cuda.driver";
    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";
    /** Where drivers are that no list of libraries has, on machines of containers. */
    private static final String CONTAINERS = "/usr/local/nvidia/lib64";

    /** What the part found, and "status", "seconds" and, where it was ended, "ended". */
    ObjectNode run(Part part, double seconds) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Path file = work.resolve(part.title() + ".json");
        ProcessBuilder builder = new ProcessBuilder(command(part, file, seconds, home, quick, properties(part)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        // Tests under CI=true expect what only a build has.
        environment.remove("CI");
        if (part.isTimed()) {
            environment.put(
                    KernelClock.FILE, work.resolve(part.title() + ".clock").toString());
            String before = environment.get(LIBRARY_PATH);
            String drivers = driver.isEmpty() ? CONTAINERS : named(driver.get()).toString();
            environment.put(LIBRARY_PATH, before == null ? drivers : drivers + ":" + before);
        }
        Process process = builder.start();
        boolean ended = !process.waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        if (ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        ObjectNode found = read(file);
        if (ended) {
            found.put("ended", "after " + Math.round(seconds) + " s, its time");
        } else if (process.exitValue() != 0) {
            found.put("ended", "exit status " + process.exitValue());
        }
        found.put("seconds", (System.nanoTime() - begin) / 1e9);
        found.put("status", status(found));
        return found;
    }

    private static ObjectNode read(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return Files.exists(file) ? (ObjectNode) mapper.readTree(file.toFile()) : mapper.createObjectNode();
    }

    private static String status(ObjectNode found) {
        boolean holds = true;
        for (var check : found.path(Findings.CHECKS)) {
            holds &= check.path("holds").asBoolean();
        }
        if (!holds || !found.path(Findings.COMPLETE).asBoolean()) {
            return "failed";
        }
        return found.has(Findings.ABSENT) ? "absent" : "passed";
    }

    private List<String> properties(Part part) throws IOException {
        List<String> properties = new ArrayList<>();
        Path clock = home.resolve("libkernel-clock.so");
        if (part.isTimed() && Files.exists(clock)) {
            properties.add("-D" + DRIVER + "=" + clock);
        } else {
            driver.ifPresent(file -> properties.add("-D" + DRIVER + "=" + file));
        }
        if (part == Part.TIMES_NATIVE_1_THREAD) {
            properties.add("-Dorg.dl4jquantum.native.threads=1");
        }
        properties.add("-Dorg.bytedeco.javacpp.cachedir=" + work.resolve("javacpp"));
        properties.add("-Djava.io.tmpdir=" + work);
        return properties;
    }

    /** A folder in which the driver has the name that the clock looks for. */
    private Path named(Path file) throws IOException {
        Path folder = Files.createDirectories(work.resolve("driver"));
        Path link = folder.resolve("libcuda.so.1");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, file);
        }
        return folder;
    }

    /** The command of a part, with the class path and the JVM of this process. */
    static List<String> command(
            Part part, Path findings, double seconds, Path home, boolean quick, List<String> properties) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(properties);
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                PartMain.class.getName(),
                part.title(),
                findings.toString(),
                Double.toString(seconds),
                home.toString()));
        if (quick) {
            command.add("quick");
        }
        return command;
    }
}
