package org.dl4jquantum.sim.engine.cuda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The source of the kernels as one text: headers, each once, in place of their names. */
final class KernelSource {
    private static final String FOLDER = "device/";
    private static final String INCLUDE = "#include \"";

    private final StringBuilder text = new StringBuilder();
    private final Set<String> seen = new HashSet<>();

    private KernelSource() {}

    static String text() {
        KernelSource source = new KernelSource();
        source.add("kernels.cu");
        return source.text.toString();
    }

    private void add(String file) {
        if (!seen.add(file)) {
            return;
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                KernelSource.class.getResourceAsStream(FOLDER + file), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(INCLUDE)) {
                    add(line.substring(INCLUDE.length(), line.length() - 1));
                } else if (!line.equals("#pragma once")) {
                    text.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
