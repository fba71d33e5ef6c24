package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is timed.
 *
 * @param pass of {@code CircuitCase}, in lower case
 */
record Timed(String workload, int batch, String precision, String pass) {

    static Timed of(JsonNode row) {
        return new Timed(
                row.path("workload").asText(),
                row.path("batch").asInt(),
                row.path("precision").asText(),
                row.path("pass").asText());
    }
}
