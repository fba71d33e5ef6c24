package org.dl4jquantum.samples.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPredictionTest {
    @TempDir
    private Path folder;

    private ServedNetwork served;
    private Path from;
    private Path to;

    @BeforeEach
    void save() throws IOException {
        served = ServedNetwork.in(folder);
        from = folder.resolve("in.csv");
        to = folder.resolve("new/out.csv");
    }

    @Test
    void everyRowGetsItsOutputsWhateverTheBatch() throws IOException {
        Files.writeString(from, "first, second\n0.1,-0.2\n1.5, 0.7\n\"-0.4\",3e0\n");
        for (int batch = 1; batch <= 4; batch++) {
            assertEquals(3, new BatchPrediction(served.predictor(), batch).run(from, to));
            List<String> lines = Files.readAllLines(to);
            assertEquals("output_0,output_1,output_2", lines.get(0));
            double[][] expected = served.expected();
            for (int row = 0; row < 3; row++) {
                double[] got = Arrays.stream(lines.get(row + 1).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                assertArrayEquals(expected[row], got, 1e-6);
            }
            assertEquals(4, lines.size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1,2\\n3         | row 2: 1 cells received, 2 are needed
            1,2\\n3,x       | row 2: column 2: "x" received, a finite number is needed
            1,NaN\\n3,4     | row 1: column 2: "NaN" received, a finite number is needed
            a,b            | no rows, at least 1 is needed
            """)
    void aBadFileIsRefusedAndNothingIsLost(String content, String message) throws IOException {
        Files.createDirectories(to.getParent());
        Files.writeString(to, "older");
        Files.writeString(from, content.replace("\\n", "\n"));
        String said = assertThrows(IOException.class, () -> new BatchPrediction(served.predictor(), 1).run(from, to))
                .getMessage();
        assertTrue(said.startsWith(from.toString()) && said.endsWith(message), said);
        assertEquals("older", Files.readString(to));
        try (Stream<Path> files = Files.list(to.getParent())) {
            assertEquals(List.of(to), files.toList());
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        assertEquals(
                from + ": does not exist; give a CSV file",
                assertThrows(IOException.class, () -> new BatchPrediction(served.predictor(), 1).run(from, to))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new BatchPrediction(served.predictor(), 0));
        String message = assertThrows(IllegalArgumentException.class, () -> Predictor.load(served.file(), List.of(3L)))
                .getMessage();
        assertTrue(message.startsWith("shape [3] of one example does not fit " + served.file()), message);
        assertThrows(IllegalArgumentException.class, () -> Predictor.load(served.file(), List.of(0L)));
    }
}
