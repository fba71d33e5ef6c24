package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A class with a {@code main} that the documentation shows.
 *
 * @param name of the class
 * @param source all of its file
 */
record Program(String name, String source) {

    /** Compiles it as a user would, into this folder. */
    void compile(Path folder) throws Exception {
        Files.createDirectories(folder);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        boolean done =
                compiler.getTask(null, null, said, options, null, List.of(file)).call();
        List<String> errors = said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
        assertTrue(done, () -> String.join("\n", errors) + "\n" + source);
    }

    /** Runs what was compiled into the folder: what it prints, and the exception that ends it. */
    String run(Path folder, String... arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Program.class.getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause().getClass().getSimpleName() + ": "
                    + e.getCause().getMessage());
        } finally {
            System.setOut(usual);
            // Programs may change what is the default of this JVM.
            Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
