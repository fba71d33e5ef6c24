package org.dl4jquantum.dl4j.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Base64;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.StandardGate;
import org.dl4jquantum.sim.inspect.QuantumState;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** With the renderer of IJava; JJava's has the same methods. */
class KernelDisplayTest {
    private static final Circuit CIRCUIT =
            Circuit.builder(1).add(StandardGate.H, 0).build();

    private static Renderer renderer() {
        Renderer renderer = new Renderer();
        KernelDisplay.install(renderer);
        return renderer;
    }

    @Test
    void thingsShowThemselvesAsSvg() {
        DisplayData shown = renderer().render(CIRCUIT);
        assertEquals(Pictures.of(CIRCUIT).svg(), shown.getData(MIMEType.IMAGE_SVG));
        assertEquals(CIRCUIT.toString(), shown.getData(MIMEType.TEXT_PLAIN));
        assertFalse(shown.hasDataForType(MIMEType.IMAGE_PNG));
        QuantumState state = QuantumState.of(CIRCUIT);
        assertEquals(Pictures.of(state).svg(), renderer().render(state).getData(MIMEType.IMAGE_SVG));
    }

    @Test
    void pixelsAreThereForTheAsking() {
        DisplayData shown = renderer().renderAs(CIRCUIT, "image/png");
        String base64 = (String) shown.getData(MIMEType.IMAGE_PNG);
        assertArrayEquals(Pictures.of(CIRCUIT).png(), Base64.getDecoder().decode(base64));
        assertFalse(shown.hasDataForType(MIMEType.IMAGE_SVG));
    }

    @Test
    void whatHasNoPictureYetSaysWhy() {
        DisplayData shown = renderer().render(TrainingHistory.ofScores());
        assertFalse(shown.hasDataForType(MIMEType.IMAGE_SVG));
        String text = (String) shown.getData(MIMEType.TEXT_PLAIN);
        assertTrue(text.startsWith("training history: no iteration yet"), text);
    }

    @Test
    void subclassesAreShownToo() {
        XYChart chart = new XYChartBuilder().width(200).height(100).title("t").build();
        chart.addSeries("line", new double[] {0, 1}, new double[] {0, 1});
        Renderer renderer = renderer();
        KernelDisplay.install(renderer);
        assertTrue(renderer.render(chart).hasDataForType(MIMEType.IMAGE_SVG));
    }

    @Test
    void withoutAKernelItSaysSo() {
        String none = assertThrows(IllegalStateException.class, KernelDisplay::install)
                .getMessage();
        assertTrue(none.startsWith("kernel display: no IJava or JJava kernel runs in this JVM"), none);
        String wrong = assertThrows(IllegalArgumentException.class, () -> KernelDisplay.install("text"))
                .getMessage();
        assertEquals(
                "kernel display: java.lang.String received, the renderer of an IJava or JJava kernel is needed", wrong);
    }
}
