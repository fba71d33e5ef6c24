package org.dl4jquantum.samples.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionServerTest {
    private static final ServerLimits LIMITS = new ServerLimits(200, 3, 2);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ServedNetwork served;
    private Predictor predictor;
    private PredictionServer server;

    @BeforeEach
    void serve() throws IOException {
        served = ServedNetwork.in(folder);
        predictor = served.predictor();
        server = new PredictionServer(predictor, "127.0.0.1", 0, LIMITS);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path)).build());
    }

    @Test
    void predictsAsTheNetworkDoes() throws Exception {
        HttpResponse<String> answer = answer(
                post("{\"inputs\": [[0.1, -0.2], [1.5, 0.7], [-0.4, 3]]}").build());
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        JsonNode outputs = new ObjectMapper().readTree(answer.body()).get("outputs");
        double[][] expected = served.expected();
        for (int row = 0; row < 3; row++) {
            double[] got = new ObjectMapper().convertValue(outputs.get(row), double[].class);
            assertArrayEquals(expected[row], got, 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            {"inputs": [[1, 2, 3]]}                     | 400 | row 0: 3 numbers received, 2 are needed
            {"inputs": [[1, 2], null]}                  | 400 | row 1: 0 numbers received, 2 are needed
            {"inputs": [[1, "NaN"]]}                    | 400 | row 0, column 1: NaN received, a finite number is needed
            {"inputs": []}                              | 400 | no rows received, at least 1 is needed
            {}                                          | 400 | no "inputs" received
            null                                        | 400 | no "inputs" received
            {"inputs": [[1, 2]], "mode": 3}             | 400 | body is no {"inputs": [[...], ...]} with rows of numbers: Unrecognized field "mode"
            {"inputs": [[1, 2]]} {}                     | 400 | body is no {"inputs": [[...], ...]}
            no JSON                                     | 400 | body is no {"inputs": [[...], ...]}
            {"inputs": [[1, 2], [1, 2], [1, 2], [1, 2]]} | 413 | 4 rows received, at most 3 are allowed
            """)
    void saysWhatIsWrongWithARequest(String body, int status, String message) throws Exception {
        HttpResponse<String> answer = answer(post(body).build());
        assertEquals(status, answer.statusCode(), answer::body);
        String error = new ObjectMapper().readTree(answer.body()).get("error").asText();
        assertTrue(error.startsWith(message), error);
    }

    @Test
    void refusesWhatIsNoRequestForAPrediction() throws Exception {
        assertEquals(413, answer(post(" ".repeat(201)).build()).statusCode());
        HttpRequest text = HttpRequest.newBuilder(uri("/predict"))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("1,2"))
                .build();
        assertEquals(415, answer(text).statusCode());
        HttpResponse<String> wrong = get("/predict");
        assertEquals(405, wrong.statusCode());
        assertEquals("POST", wrong.headers().firstValue("Allow").orElseThrow());
        assertEquals(404, get("/predict/more").statusCode());
        assertEquals(404, get("/elsewhere").statusCode());
    }

    @Test
    void saysWhatItServesAndHowItDoes() throws Exception {
        assertEquals("{\"status\":\"up\"}", get("/health").body());
        JsonNode model = new ObjectMapper().readTree(get("/model").body());
        assertEquals(2, model.get("inputs").asInt());
        assertEquals(3, model.get("limits").get("rows").asInt());
        assertTrue(model.get("summary").asText().contains("QuantumLayer")
                || model.get("summary").asText().contains("CircuitLayer"));
        answer(post("{\"inputs\": [[1, 2], [3, 4]]}").build());
        answer(post("{}").build());
        String metrics = get("/metrics").body();
        assertTrue(metrics.contains("predicted_rows_total 2.0"), metrics);
        assertTrue(metrics.contains("http_requests_seconds_count{path=\"/predict\",status=\"200\"} 1"), metrics);
        assertTrue(metrics.contains("http_requests_seconds_count{path=\"/predict\",status=\"400\"} 1"), metrics);
        assertTrue(metrics.contains("prediction_places_free 2.0"), metrics);
    }

    @Test
    void moreRequestsThanItTakesAreToldToComeAgain() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        // While the network is taken, two requests wait and the third finds no place.
        Predictor taken = predictor;
        synchronized (taken) {
            for (int i = 0; i < 3; i++) {
                all.add(client.sendAsync(post("{\"inputs\": [[1, 2]]}").build(), HttpResponse.BodyHandlers.ofString()));
            }
            HttpResponse<String> refused = all.get(0)
                    .applyToEither(all.get(1), answer -> answer)
                    .applyToEither(all.get(2), answer -> answer)
                    .get();
            assertEquals(503, refused.statusCode());
            assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
        }
        int answered = 0;
        for (CompletableFuture<HttpResponse<String>> each : all) {
            answered += each.get().statusCode() == 200 ? 1 : 0;
        }
        assertEquals(2, answered);
    }

    @Test
    void eightClientsGetRightAnswersAllTheTime() throws Exception {
        try (PredictionServer large =
                new PredictionServer(served.predictor(), "127.0.0.1", 0, ServerLimits.standard())) {
            URI predict = URI.create("http://127.0.0.1:" + large.address().getPort() + "/predict");
            LoadTest.Result result = new LoadTest(8, 2, Duration.ofSeconds(3)).run(predict, new double[] {1, 2});
            assertEquals(0, result.errors());
            assertTrue(result.latencies().getTotalCount() >= 8);
        }
    }

    @Test
    void aTakenPortAndAnEndedServerAreNamed() throws Exception {
        int port = server.address().getPort();
        String message = assertThrows(
                        IOException.class, () -> new PredictionServer(served.predictor(), "127.0.0.1", port, LIMITS))
                .getMessage();
        assertTrue(message.startsWith("server: 127.0.0.1:" + port + ": ") && message.endsWith("--port"), message);
        server.close();
        assertThrows(ConnectException.class, () -> get("/health"));
        assertThrows(IllegalArgumentException.class, () -> new ServerLimits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LoadTest(0, 1, Duration.ofSeconds(1)));
    }
}
