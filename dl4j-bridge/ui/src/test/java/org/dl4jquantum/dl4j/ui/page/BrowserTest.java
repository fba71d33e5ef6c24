package org.dl4jquantum.dl4j.ui.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.ui.QuantumDashboard;
import org.dl4jquantum.dl4j.ui.TestNetworks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.DataSet;

/** The page as a browser shows it. Pictures of it are left in {@code target}. */
@EnabledIf(value = "isChromiumInstalled", disabledReason = "chromium not found")
class BrowserTest {
    private static final DataSet DATA = TestNetworks.data(32);
    private static final int ITERATIONS = 120;

    @TempDir
    static Path profile;

    private static Model network;
    private static QuantumDashboard dashboard;
    private static Chromium browser;

    static boolean isChromiumInstalled() {
        return Chromium.installed().isPresent();
    }

    @BeforeAll
    static void train() throws Exception {
        network = TestNetworks.graph();
        dashboard =
                QuantumDashboard.builder().port(0).every(1).session("browser").start(network);
        TestNetworks.fit(network, DATA, ITERATIONS);
        browser = Chromium.start(Chromium.installed().orElseThrow(), profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
        dashboard.close();
    }

    @AfterEach
    void nothingFailedOrCameFromElsewhere() {
        List<String> faults = new ArrayList<>();
        String own = dashboard.address().replace("/quantum", "/");
        for (JsonNode event : browser.events(event -> true)) {
            JsonNode about = event.get("params");
            switch (event.get("method").asText()) {
                case "Runtime.exceptionThrown" -> faults.add(about.toString());
                case "Runtime.consoleAPICalled" -> {
                    if (about.get("type").asText().equals("error")) {
                        faults.add(about.toString());
                    }
                }
                case "Log.entryAdded" -> {
                    boolean icon = about.at("/entry/url").asText().endsWith("/favicon.ico");
                    if (about.at("/entry/level").asText().equals("error") && !icon) {
                        faults.add(about.toString());
                    }
                }
                case "Network.requestWillBeSent" -> {
                    String url = about.at("/request/url").asText();
                    if (!url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("about:")) {
                        faults.add("asked for " + url);
                    }
                }
                default -> {}
            }
        }
        assertEquals(List.of(), faults);
    }

    private static void awaitIteration(int iteration) throws Exception {
        browser.await("document.getElementById('status').textContent.startsWith('iteration " + iteration + ",')");
    }

    @ParameterizedTest
    @CsvSource({"1280, 900, false, false, desktop", "390, 844, true, false, phone", "1280, 900, false, true, dark"})
    void everythingIsShown(int width, int height, boolean phone, boolean dark, String name) throws Exception {
        browser.resize(width, height, phone);
        browser.darken(dark);
        browser.open(dashboard.address());
        browser.await("document.getElementById('status').textContent.startsWith('iteration ')");
        browser.await("document.querySelectorAll('.circuit svg .dlq-element').length > 0");
        // 3 qubits and 4: encoding, 2 layers of rotations and CNOTs, measurements.
        String drawn =
                "Array.from(document.querySelectorAll('.circuit svg'), c => c.querySelectorAll('.dlq-element').length)";
        browser.await("JSON.stringify(" + drawn + ") === '[30,40]'");
        browser.screenshot(Path.of("target", "dashboard-" + name + ".png"));
        JsonNode points = browser.evaluate(
                "Object.fromEntries(Array.from(document.querySelectorAll('[data-plot]'), f => [f.dataset.plot, +f.dataset.points]))");
        assertEquals(4 + 2 * 3, points.size());
        points.properties().forEach(plot -> assertTrue(plot.getValue().asInt() >= ITERATIONS, plot::toString));
        assertEquals(
                4 + 2 * 3,
                browser.evaluate("document.querySelectorAll('[data-plot] .plot path[d^=M]').length > 0"
                                + " && document.querySelectorAll('[data-plot] .plot').length")
                        .asInt());
        assertTrue(
                browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                        .asBoolean(),
                "the page is wider than its window");
    }

    @Test
    void onlyWhatIsNewIsAskedFor() throws Exception {
        browser.resize(1280, 900, false);
        browser.open(dashboard.address());
        browser.await("document.getElementById('status').textContent.startsWith('iteration ')");
        int before = browser.evaluate("parseInt(document.getElementById('status').textContent.slice(10))")
                .asInt();
        TestNetworks.fit(network, DATA, 3);
        awaitIteration(before + 3);
        String last = browser.events(event -> event.get("method").asText().equals("Network.requestWillBeSent")).stream()
                .map(event -> event.at("/params/request/url").asText())
                .filter(url -> url.contains("/updates"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        assertTrue(last.matches(".*&after=[1-9][0-9]{12}"), last);
    }

    @Test
    void timeIsShownByLayerOnceItIsMeasured() throws Exception {
        dashboard.measureTime(DATA, 3);
        browser.open(dashboard.address());
        browser.await("document.querySelector('[data-plot=time] small')?.textContent.startsWith('layer by layer')");
        String names = browser.evaluate("document.querySelector('[data-plot=time] .plot').textContent")
                .asText();
        for (String layer : List.of("dense", "first", "between", "second", "out", "other")) {
            assertTrue(names.contains(layer), names);
        }
    }

    @ParameterizedTest
    @CsvSource({"overview", "model", "system"})
    void pagesOfDl4jHaveAllTheyLoad(String page) throws Exception {
        browser.open(dashboard.address().replace("/quantum", "/train/" + page));
        browser.await("typeof $ === 'function' && document.querySelectorAll('.nav-item').length > 0");
    }
}
