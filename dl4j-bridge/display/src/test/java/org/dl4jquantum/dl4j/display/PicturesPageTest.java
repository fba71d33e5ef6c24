package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of {@code docs/pictures.md} are one program; it draws the pictures on the page. */
class PicturesPageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IMAGE = Pattern.compile("]\\(images/([^)]+)\\)");

    @Test
    void theProgramRunsAndDrawsWhatThePageShows(@TempDir Path folder) throws Exception {
        String page = Files.readString(DOCS.resolve("pictures.md"));
        String output = run(program(page), folder);
        assertTrue(output.contains("gradient check: passed"), output);
        assertTrue(output.contains("Optional.empty"), output);
        List<String> images =
                IMAGE.matcher(page).results().map(match -> match.group(1)).toList();
        assertFalse(images.isEmpty());
        for (String image : images) {
            Path drawn = folder.resolve(image);
            assertTrue(Files.size(drawn) > 0, image);
            Path shown = DOCS.resolve("images").resolve(image);
            if (Boolean.getBoolean("update.docs")) {
                Files.copy(drawn, shown, StandardCopyOption.REPLACE_EXISTING);
            }
            assertTrue(Files.exists(shown), shown + " is missing; -Dupdate.docs=true writes it");
            if (image.endsWith(".png")) {
                // Not the pixels: fonts differ from machine to machine.
                assertEquals(
                        ImageIO.read(drawn.toFile()).getWidth(),
                        ImageIO.read(shown.toFile()).getWidth(),
                        0.2 * ImageIO.read(shown.toFile()).getWidth(),
                        image + " is another picture by now; -Dupdate.docs=true writes it");
            }
        }
    }

    private static String program(String page) {
        StringBuilder imports = new StringBuilder();
        StringBuilder statements = new StringBuilder();
        BLOCK.matcher(page).results().forEach(block -> block.group(1)
                .lines()
                .forEach(line -> (line.startsWith("import ") ? imports : statements)
                        .append(line)
                        .append('\n')));
        return imports + "public class Page { public static void main(String[] args) throws Exception {\n" + statements
                + "}}";
    }

    /** In a JVM of its own: files without a folder are written where it is. */
    private static String run(String program, Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Page.java"), program);
        String classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath, source.toString());
        assertEquals(0, status, "javac");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath + System.getProperty("path.separator") + folder,
                "Page"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
