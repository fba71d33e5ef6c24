package org.dl4jquantum.dl4j.ui.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.dl4jquantum.dl4j.ui.Http;
import org.dl4jquantum.dl4j.ui.QuantumDashboard;
import org.dl4jquantum.dl4j.ui.TestNetworks;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.Records;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers to the page. */
class QuantumModuleTest {
    private static final String SESSION = "a/b c&d";
    private static final int ITERATIONS = 4;

    private static QuantumDashboard dashboard;
    private static Http http;

    @BeforeAll
    static void train() {
        Model network = TestNetworks.graph();
        dashboard = QuantumDashboard.builder().port(0).every(1).session(SESSION).start(network);
        http = new Http(dashboard.address());
        TestNetworks.fit(network, TestNetworks.data(4), ITERATIONS);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    private static String of(String path, String parameters) {
        return path + "?session=" + URLEncoder.encode(SESSION, StandardCharsets.UTF_8) + "&worker=0" + parameters;
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "/page.css, text/css",
        "/page.js, text/javascript",
        "/plots.js, text/javascript",
        "/sessions, application/json"
    })
    void everyFileOfThePageIsServed(String path, String type) throws Exception {
        HttpResponse<String> answer = http.get(path);
        assertEquals(200, answer.statusCode());
        Map<String, List<String>> headers = answer.headers().map();
        assertEquals(List.of(type + "; charset=utf-8"), headers.get("content-type"));
        assertEquals(List.of("nosniff"), headers.get("x-content-type-options"));
        assertTrue(headers.get("content-security-policy").get(0).startsWith("default-src 'self';"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/page.css", "/page.js", "/plots.js"})
    void filesOfThePageNameNothingElsewhere(String path) throws Exception {
        String text = http.get(path).body().replace("http://www.w3.org/2000/svg", "");
        assertFalse(text.contains("//cdn") || text.contains("http:") || text.contains("https:"), text);
    }

    @Test
    void sessionsListLayers() throws Exception {
        JsonNode session = http.json("/sessions").get(0);
        assertEquals(SESSION, session.get("session").asText());
        assertEquals("0", session.get("worker").asText());
        assertEquals("second", session.at("/layers/1/name").asText());
        assertEquals("QuantumLayer", session.at("/layers/1/type").asText());
        assertEquals(24, session.at("/layers/1/weights").asInt());
        assertEquals("[1]", session.at("/layers/1/circuits").toString());
    }

    @Test
    void updatesComeOnceEach() throws Exception {
        JsonNode all = http.json(of("/updates", "")).get("updates");
        assertEquals(ITERATIONS, all.size());
        for (int i = 0; i < ITERATIONS; i++) {
            assertEquals(i, all.get(i).get("iteration").asInt());
        }
        assertTrue(all.at("/0/seconds").isNull());
        assertEquals(20, all.at("/1/layers/1/weights/counts").size());
        assertEquals(4, all.at("/1/layers/1/means").size());
        JsonNode later =
                http.json(of("/updates", "&after=" + all.get(1).get("time").asLong()));
        assertEquals(ITERATIONS - 2, later.get("updates").size());
        assertEquals(all.get(2), later.at("/updates/0"));
        assertFalse(later.get("more").asBoolean());
        long newest = all.get(ITERATIONS - 1).get("time").asLong();
        assertEquals(
                0, http.json(of("/updates", "&after=" + newest)).get("updates").size());
    }

    @Test
    void manyUpdatesComeInParts() throws Exception {
        dashboard.storage().putStaticInfo(Records.info("many", "{}"));
        for (int time = 1; time <= Answers.MOST_UPDATES + 1; time++) {
            dashboard.storage().putUpdate(Records.update("many", time));
        }
        JsonNode first = http.json("/updates?session=many&worker=w");
        assertEquals(Answers.MOST_UPDATES, first.get("updates").size());
        assertTrue(first.get("more").asBoolean());
        JsonNode rest = http.json("/updates?session=many&worker=w&after=" + Answers.MOST_UPDATES);
        assertEquals(1, rest.get("updates").size());
        assertFalse(rest.get("more").asBoolean());
        assertTrue(rest.at("/updates/0/classicalNorm").isNull());
        assertTrue(rest.at("/updates/0/layers/0/means/1").isNull());
    }

    @Test
    void circuitsAreDrawn() throws Exception {
        HttpResponse<String> answer = http.get(of("/circuit", "&layer=1&circuit=0&width=400"));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().startsWith("<svg xmlns="), answer.body());
        assertTrue(answer.body().contains("Circuit of 4 qubits and 36 operations"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/updates | 400 | parameter session: missing, it is needed",
                "/updates?session=s | 400 | parameter worker: missing, it is needed",
                "/updates?session=s&worker=w | 404 | "
                        + "session \"s\", worker \"w\": unknown; /quantum/sessions lists those there are",
            })
    void wrongQuestionsAreAnsweredByTheReason(String path, int status, String reason) throws Exception {
        assertRefused(path, status, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/updates | &after=x | parameter after: \"x\", allowed are whole numbers 0..9223372036854775807",
                "/updates | &after=-1 | parameter after: \"-1\", allowed are whole numbers 0..9223372036854775807",
                "/circuit | &layer=2 | parameter layer: \"2\", allowed are whole numbers 0..1",
                "/circuit | &circuit=1 | parameter circuit: \"1\", allowed are whole numbers 0..0",
                "/circuit | &width=199 | parameter width: \"199\", allowed are whole numbers 200..10000",
            })
    void wrongNumbersAreAnsweredByTheReason(String path, String parameters, String reason) throws Exception {
        assertRefused(of(path, parameters), 400, reason);
    }

    private static void assertRefused(String path, int status, String reason) throws Exception {
        HttpResponse<String> answer = http.get(path);
        assertEquals(status, answer.statusCode());
        assertEquals(reason, http.json(path).get("error").asText());
    }

    @Test
    void recordsOfOtherTypesAreLeftOut() throws Exception {
        dashboard.storage().putUpdate(Records.timing("other"));
        assertFalse(http.json("/sessions").toString().contains("other"));
        assertEquals(List.of(NetworkInfo.TYPE_ID, "QuantumTiming"), new QuantumModule().getCallbackTypeIDs());
    }
}
