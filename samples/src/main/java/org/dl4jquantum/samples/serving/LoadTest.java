package org.dl4jquantum.samples.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Clients that ask a server for predictions as fast as it answers, each the next when it has the last.
 *
 * @param clients at a time, at least 1
 * @param rows of each request, at least 1
 * @param time that they go on, positive
 */
public record LoadTest(int clients, int rows, Duration time) {
    private static final int DIGITS = 3;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public LoadTest {
        if (clients < 1 || rows < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("load test: " + clients + " clients, " + rows + " rows, " + time
                    + " received, at least 1 of each is needed");
        }
    }

    /**
     * What was seen.
     *
     * @param errors answers other than the first one's, statuses other than 200, and no answers
     * @param latencies of all requests, in microseconds
     */
    public record Result(long errors, Histogram latencies, double seconds) {}

    /**
     * Asks a server.
     *
     * @param row that every request has again and again
     * @throws IOException if nobody answers the first request, or not with predictions
     */
    public Result run(URI predict, double[] row) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(predict)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(body(row))))
                .build();
        HttpResponse<String> first = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (first.statusCode() != OK) {
            throw new IOException(predict + ": status " + first.statusCode() + ": " + first.body());
        }
        Histogram latencies = new Histogram(DIGITS);
        long start = System.nanoTime();
        long errors = 0;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Part>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                all.add(() -> ask(request, first.body(), start));
            }
            for (Future<Part> part : threads.invokeAll(all)) {
                errors += part.get().errors;
                latencies.add(part.get().latencies);
            }
        } catch (ExecutionException e) {
            throw new IOException(predict + ": " + e.getCause(), e);
        } finally {
            threads.shutdown();
        }
        return new Result(errors, latencies, (System.nanoTime() - start) / 1e9);
    }

    private Map<String, double[][]> body(double[] row) {
        double[][] inputs = new double[rows][];
        Arrays.fill(inputs, row);
        return Map.of("inputs", inputs);
    }

    private record Part(long errors, Histogram latencies) {}

    private Part ask(HttpRequest request, String expected, long start) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Histogram latencies = new Histogram(DIGITS);
        long errors = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            long asked = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                errors += answer.statusCode() == OK && answer.body().equals(expected) ? 0 : 1;
            } catch (IOException e) {
                errors++;
            }
            latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked));
        }
        return new Part(errors, latencies);
    }
}
