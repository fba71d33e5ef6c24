package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jquantum.dl4j.display.Progress.Place;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNotebookHasOneLineThatIsDrawnAgain() {
        try (Progress progress = Progress.of("training", 4, Place.NOTEBOOK, out)) {
            for (int i = 0; i < 4; i++) {
                progress.step();
            }
            progress.message("score 0.5");
        }
        String shown = shown();
        assertTrue(shown.startsWith("\r"), shown);
        assertTrue(shown.endsWith("\n"), shown);
        assertEquals(shown.length() - 1, shown.indexOf('\n'), shown);
        String last = shown.substring(shown.lastIndexOf('\r') + 1);
        assertTrue(last.startsWith("training 100%") && last.contains("4/4") && last.contains("score 0.5"), last);
    }

    @Test
    void aLogHasLinesOfItsOwn() {
        try (Progress progress = Progress.of("training", 2, Place.LOG, out)) {
            progress.step();
            progress.stepTo(2);
        }
        String shown = shown();
        assertFalse(shown.contains("\r"), shown);
        String last = shown.stripTrailing();
        last = last.substring(last.lastIndexOf('\n') + 1);
        assertTrue(last.startsWith("training 100%") && last.contains("2/2"), shown);
    }

    @Test
    void aTrainingShowsItsScore() {
        MultiLayerNetwork network = Networks.sequence();
        try (ProgressListener listener = new ProgressListener(Progress.of("fit", 3, Place.NOTEBOOK, out))) {
            network.addListeners(listener);
            for (int i = 0; i < 3; i++) {
                network.fit(Networks.circles(10, i));
            }
        }
        assertTrue(shown().matches("(?s).*fit 100%.*3/3.*epoch 1, score 0\\.\\d{4}.*"), shown());
        network.fit(Networks.circles(10, 4));
    }

    @Test
    void nothingToDoIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> Progress.of("nothing", 0))
                .getMessage();
        assertEquals("progress \"nothing\": 0 steps, at least 1 is needed", message);
    }
}
