package org.dl4jquantum.samples.serving;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Predicts over HTTP.
 *
 * <ul>
 *   <li>{@code POST /predict} with JSON {@code {"inputs": [[...], ...]}}, a row for an example, answers
 *       {@code {"outputs": [[...], ...]}};
 *   <li>{@code GET /model} says what is served, {@code GET /health} that it is, {@code GET /metrics} how it does, in
 *       the format of Prometheus.
 * </ul>
 *
 * What cannot be answered gets a status of 4xx, or 503 under too much load, and JSON {@code {"error": "..."}} that says
 * what was received and what is needed.
 */
public final class PredictionServer implements AutoCloseable {
    private static final int SECONDS_TO_FINISH = 5;
    private static final int SECONDS_OF_A_REQUEST = 30;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Predictor predictor;
    private final ServerLimits limits;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Semaphore places;
    private final HttpServer server;
    private final ExecutorService threads;

    /** Body of a request. */
    private static final class Request {
        @JsonProperty
        private double[][] inputs;
    }

    private interface Answer {
        byte[] to(HttpExchange exchange) throws IOException, Refusal;
    }

    /**
     * A server that answers until it is closed.
     *
     * @param host to listen at: 127.0.0.1 for this machine alone
     * @param port 0 for any that is free
     * @throws IOException if the port is taken or not allowed
     */
    public PredictionServer(Predictor predictor, String host, int port, ServerLimits limits) throws IOException {
        this.predictor = predictor;
        this.limits = limits;
        // Read once, by the first server of the JVM: who sends a byte now and then must not keep a thread for ever,
        // and the rest of an answer must not wait 40 ms until the client has acknowledged its head.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS_OF_A_REQUEST));
        System.setProperty("sun.net.httpserver.nodelay", "true");
        places = new Semaphore(limits.waiting());
        metrics.gauge("prediction_places_free", places, Semaphore::availablePermits);
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (BindException e) {
            throw new IOException(
                    "server: " + host + ":" + port + ": " + e.getMessage() + "; choose another with --port", e);
        }
        // One more than places: somebody must say that there are none.
        threads = Executors.newFixedThreadPool(limits.waiting() + 1);
        server.setExecutor(threads);
        route("/predict", "POST", "application/json", this::predict);
        route(
                "/model",
                "GET",
                "application/json",
                exchange -> json(
                        Map.of("inputs", predictor.numInputs(), "limits", limits, "summary", predictor.summary())));
        route("/health", "GET", "application/json", exchange -> json(Map.of("status", "up")));
        route("/metrics", "GET", "text/plain; version=0.0.4; charset=utf-8", exchange -> metrics.scrape()
                .getBytes(StandardCharsets.UTF_8));
        server.createContext("/", exchange -> {
            try (exchange) {
                send(exchange, 404, "application/json", error(exchange.getRequestURI() + ": there is no such page"));
            }
        });
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void route(String path, String method, String type, Answer answer) {
        server.createContext(path, exchange -> {
            Timer.Sample time = Timer.start(metrics);
            int status = 500;
            try (exchange) {
                try {
                    check(exchange, path, method);
                    byte[] body = answer.to(exchange);
                    status = 200;
                    send(exchange, status, type, body);
                } catch (Refusal e) {
                    status = e.status();
                    send(exchange, status, "application/json", error(e.getMessage()));
                } catch (RuntimeException e) {
                    send(exchange, status, "application/json", error("failed: " + e));
                }
            } finally {
                time.stop(Timer.builder("http_requests")
                        .tag("path", path)
                        .tag("status", Integer.toString(status))
                        .publishPercentiles(0.5, 0.99)
                        .register(metrics));
            }
        });
    }

    private static void check(HttpExchange exchange, String path, String method) throws Refusal {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            throw new Refusal(404, exchange.getRequestURI() + ": there is no such page");
        }
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Refusal(405, path + ": " + exchange.getRequestMethod() + " received, " + method + " is needed");
        }
    }

    private byte[] predict(HttpExchange exchange) throws IOException, Refusal {
        double[][] rows = inputs(body(exchange));
        if (!places.tryAcquire()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            throw new Refusal(503, limits.waiting() + " requests are waiting; come again in a second");
        }
        try {
            double[][] outputs = predictor.predict(rows);
            metrics.counter("predicted_rows").increment(rows.length);
            return json(Map.of("outputs", outputs));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, e.getMessage());
        } finally {
            places.release();
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException, Refusal {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.matches("(?i)application/json *(;.*)?")) {
            throw new Refusal(415, "content type " + type + " received, application/json is needed");
        }
        byte[] body = exchange.getRequestBody().readNBytes(limits.bodyBytes() + 1);
        if (body.length > limits.bodyBytes()) {
            throw new Refusal(413, "more than " + limits.bodyBytes() + " bytes received; send fewer rows at a time");
        }
        return body;
    }

    private double[][] inputs(byte[] body) throws IOException, Refusal {
        try {
            Request request = JSON.readValue(body, Request.class);
            if (request == null || request.inputs == null) {
                throw new Refusal(400, "no \"inputs\" received; {\"inputs\": [[...], ...]} is needed");
            }
            if (request.inputs.length > limits.rows()) {
                throw new Refusal(
                        413, request.inputs.length + " rows received, at most " + limits.rows() + " are allowed");
            }
            return request.inputs;
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    400, "body is no {\"inputs\": [[...], ...]} with rows of numbers: " + e.getOriginalMessage());
        }
    }

    private static byte[] error(String message) throws IOException {
        return json(Map.of("error", message));
    }

    private static byte[] json(Object value) throws IOException {
        return JSON.writeValueAsBytes(value);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Answers what is in work, and no more. */
    @Override
    public void close() {
        server.stop(places.availablePermits() == limits.waiting() ? 0 : SECONDS_TO_FINISH);
        threads.shutdown();
        metrics.close();
    }
}
