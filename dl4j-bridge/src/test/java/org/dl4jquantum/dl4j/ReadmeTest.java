package org.dl4jquantum.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java runs as pasted. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyJavaBlockCompilesAndRuns(@TempDir Path folder) throws Exception {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertFalse(blocks.isEmpty(), "README.md has Java blocks");
        for (int i = 0; i < blocks.size(); i++) {
            run("Readme" + i, blocks.get(i), folder);
        }
    }

    private static void run(String name, String block, Path folder) throws Exception {
        StringBuilder imports = new StringBuilder();
        StringBuilder statements = new StringBuilder();
        block.lines().forEach(line -> (line.startsWith("import ") ? imports : statements)
                .append(line)
                .append('\n'));
        Path source = folder.resolve(name + ".java");
        Files.writeString(
                source,
                imports + "public class " + name + " { public static void main(String[] args) throws Exception {\n"
                        + statements + "}}");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "" + source);
        assertEquals(0, status, "javac " + name);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }
}
