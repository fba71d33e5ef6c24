package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Java in the documentation compiles, and prints what the page says. */
class DocumentationTest {
    private static final Set<String> LANGUAGES = Set.of("java", "text", "bash", "xml", "python");

    @TempDir
    private static Path folder;

    @AfterAll
    static void whatTheTutorialSavesIsRemoved() throws IOException {
        for (String name : List.of("moons.zip", "wider.zip")) {
            Files.deleteIfExists(Path.of("out", name));
        }
    }

    @TestFactory
    Stream<DynamicNode> everyPage() throws IOException {
        List<DynamicNode> pages = new ArrayList<>();
        for (Path path : Block.pages()) {
            String name = Block.ROOT.relativize(path).toString();
            List<Block> blocks = Block.of(path);
            PageRun run = new PageRun(folder.resolve(name.replace('/', '-')));
            Map<String, List<Block>> sections = new LinkedHashMap<>();
            for (Block block : blocks) {
                assertTrue(
                        LANGUAGES.contains(block.language()),
                        name + ":" + block.line() + ": no language of " + LANGUAGES + ", so nothing checks the block");
                sections.computeIfAbsent(block.heading(), heading -> new ArrayList<>())
                        .add(block);
            }
            sections.values().removeIf(section -> section.stream()
                    .noneMatch(block ->
                            block.language().equals("java") || block.code().startsWith("curl")));
            if (!sections.isEmpty()) {
                pages.add(dynamicContainer(
                        name,
                        sections.entrySet().stream()
                                .map(section -> dynamicTest(
                                        name + ":" + section.getKey(), () -> run.follow(section.getValue())))));
            }
        }
        return pages.stream();
    }
}
