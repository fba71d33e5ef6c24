package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.dl4jquantum.sim.engine.EngineUnavailableException;
import org.dl4jquantum.sim.engine.Without;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where the library, or what loads it, is missing or broken: the cause by name, engine java by {@code auto}. */
class NativeFallbackTest {
    private static final String PACKAGE = NativeProvider.class.getPackageName().replace('.', '/') + "/";

    @TempDir
    Path folder;

    @Test
    void missingJavaCppIsNamedWithItsCause() throws Exception {
        Without classPath = new Without("org.bytedeco.", NativeProvider.class);
        // A class whose initialisation failed tells the cause the first time only.
        assertThrows(
                EngineUnavailableException.class, () -> classPath.provider().engine());
        EngineUnavailableException exception = assertThrows(
                EngineUnavailableException.class, () -> classPath.provider().engine());
        assertTrue(
                exception
                        .getMessage()
                        .startsWith("engine native: needs org.bytedeco:javacpp 1.5.7 on the class path, "),
                exception::getMessage);
        assertInstanceOf(NoClassDefFoundError.class, exception.getCause());
    }

    @Test
    void autoSaysOnceThatJavaCppIsMissing() throws Exception {
        List<String> classPath = classPath();
        classPath.removeIf(entry -> entry.contains("javacpp"));
        assertFallsBack("needs org.bytedeco:javacpp", lookUp(classPath));
    }

    @Test
    void autoSaysOnceThatTheLibraryIsMissing() throws Exception {
        assertFallsBack(
                "its library cannot be used; build quantum-sim on Linux with g++, or take engine java, "
                        + "java.lang.UnsatisfiedLinkError: no jnidlq in java.library.path",
                lookUp(classPath(), "-Dorg.bytedeco.javacpp.platform=linux-none"));
    }

    @Test
    void autoSaysOnceThatTheLibraryIsBroken() throws Exception {
        Path file = folder.resolve(PACKAGE + Loader.getPlatform() + "/libjnidlq.so");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no library");
        List<String> classPath = classPath();
        classPath.add(0, folder.toString());
        assertFallsBack("its library cannot be used", lookUp(classPath));
    }

    @Test
    @ExtendWith(NativeLibrary.class)
    void autoSaysOnceThatTheNumberOfThreadsIsWrong() throws Exception {
        assertFallsBack(
                "org.dl4jquantum.native.threads: \"-1\", allowed are 0..1024",
                lookUp(classPath(), "-Dorg.dl4jquantum.native.threads=-1"));
    }

    @Test
    @ExtendWith(NativeLibrary.class)
    void autoTakesItOtherwise() throws Exception {
        assertEquals(
                List.of("auto is native", "auto is native", "auto is native"),
                lookUp(classPath(), "-Dorg.dl4jquantum.native.threads=2", "-Dorg.dl4jquantum.native.variant=baseline"));
    }

    private static void assertFallsBack(String reason, List<String> log) {
        assertEquals(4, log.size(), log::toString);
        assertTrue(log.get(0).startsWith("engine java: taken, because engine native: "), log::toString);
        assertTrue(log.get(0).contains(reason), log::toString);
        assertEquals(List.of("auto is java", "auto is java", "auto is java"), log.subList(1, 4));
    }

    private static List<String> classPath() {
        return new ArrayList<>(
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    /** What our classes log in a JVM of their own. */
    private List<String> lookUp(List<String> classPath, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-Dorg.slf4j.simpleLogger.showThreadName=false");
        command.add("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), LookUp.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), log);
        return log.lines()
                .filter(line -> line.contains("org.dl4jquantum."))
                .map(line -> line.substring(line.indexOf(" - ") + 3))
                .collect(Collectors.toList());
    }
}
