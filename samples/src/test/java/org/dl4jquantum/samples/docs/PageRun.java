package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes a reader through a page, block by block. Java is
 *
 * <ul>
 *   <li>a file, where the block has its name as title: compiled and run;
 *   <li>a statement for a file from above, where it begins with {@code // in NAME}: it replaces the one that declares the
 *       same variable, and the file is run again, at the end of the section as it was;
 *   <li>a part of the reader's own program, where it begins with {@code // given: TYPE name, ...}: compiled;
 *   <li>otherwise a part of a program: all such blocks under one heading are one, which is run.
 * </ul>
 *
 * Imports hold for the rest of the page. Text after it is what it prints, the exception that ends it included; what ends with
 * an exception that no text tells has failed.
 */
final class PageRun {
    private static final Pattern GIVEN = Pattern.compile("// given: (.*)\n");
    private static final Pattern IN_FILE = Pattern.compile("// in (\\w+)\\.java\n");
    private static final Pattern CURL = Pattern.compile("curl -d \"(.*)\" http://127\\.0\\.0\\.1:8080(/\\w+)\n");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private final Path folder;
    private final Set<String> imports = new LinkedHashSet<>();
    private final Map<String, String> files = new HashMap<>();
    private String printed = "";
    private String address = "";
    private Program replaced;
    private int programs;

    /** With a folder for what is compiled. */
    PageRun(Path folder) {
        this.folder = folder;
    }

    /** Does what the blocks under one heading say. */
    void follow(List<Block> section) throws Exception {
        List<Block> program = new ArrayList<>();
        StringBuilder texts = new StringBuilder();
        for (Block block : section) {
            String where = "line " + block.line();
            Matcher curl = CURL.matcher(block.code());
            if (block.language().equals("java") && isPartOfProgram(block)) {
                program.add(block);
            } else if (block.language().equals("java")) {
                printed = "";
                standingAlone(block);
            } else if (curl.matches()) {
                printed = post(address + curl.group(2), curl.group(1));
            } else if (block.language().equals("text") && !program.isEmpty()) {
                texts.append(block.code());
            } else if (block.language().equals("text")) {
                Printed.assertAgrees(block.code(), printed, where);
            }
        }
        if (replaced != null) {
            // Files that it writes are read further down.
            run(replaced, true);
            replaced = null;
        }
        if (!program.isEmpty()) {
            String body = program.stream().map(this::withoutImports).collect(Collectors.joining());
            run(main(body), texts.isEmpty());
            if (!texts.isEmpty()) {
                Printed.assertAgrees(
                        texts.toString(), printed, "line " + program.get(0).line());
            }
        }
    }

    private static boolean isPartOfProgram(Block block) {
        return block.title().isEmpty()
                && !GIVEN.matcher(block.code()).lookingAt()
                && !IN_FILE.matcher(block.code()).lookingAt();
    }

    private void standingAlone(Block block) throws Exception {
        Matcher given = GIVEN.matcher(block.code());
        Matcher inFile = IN_FILE.matcher(block.code());
        if (given.lookingAt()) {
            String body = withoutImports(block);
            String name = "Part" + ++programs;
            String source = String.join("\n", imports) + "\nclass " + name + " { void part(" + given.group(1)
                    + ") throws Exception {\n" + body + "}}";
            new Program(name, source).compile(folder.resolve("" + programs));
        } else if (inFile.lookingAt()) {
            String name = inFile.group(1);
            String statement = withoutImports(block).substring(inFile.end()).strip();
            String source = String.join("\n", imports) + "\n" + withStatement(files.get(name), statement);
            run(new Program(name, source), true);
            replaced = new Program(name, files.get(name));
        } else {
            String name = block.title().replace(".java", "");
            files.put(name, block.code());
            run(new Program(name, block.code()), false);
        }
    }

    /** The source with another statement where one declares the same variable. */
    private static String withStatement(String source, String statement) {
        String declares = statement.substring(0, statement.indexOf('=') + 1);
        int start = source.indexOf(declares);
        assertTrue(start >= 0, () -> "nothing declares \"" + declares + "\" in\n" + source);
        return source.substring(0, start) + statement + source.substring(source.indexOf(";\n", start) + 1);
    }

    private Program main(String body) {
        String name = "Page" + ++programs;
        return new Program(
                name,
                String.join("\n", imports) + "\npublic class " + name
                        + " { public static void main(String[] args) throws Exception {\n" + body + "}}");
    }

    private void run(Program program, boolean mustEndWell) throws Exception {
        Path classes = folder.resolve("" + ++programs);
        program.compile(classes);
        // Programs that serve take the port: any that is free.
        printed = program.run(classes, "0");
        Matcher served = ADDRESS.matcher(printed);
        if (served.find()) {
            address = served.group();
        }
        assertTrue(!mustEndWell || !printed.matches("(?s)(.*\n)?\\w+(Exception|Error): .*"), printed);
    }

    private String withoutImports(Block block) {
        StringBuilder rest = new StringBuilder();
        block.code().lines().forEach(line -> {
            if (line.startsWith("import ")) {
                imports.add(line);
            } else {
                rest.append(line).append('\n');
            }
        });
        return rest.toString();
    }

    private static String post(String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
