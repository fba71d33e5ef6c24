package org.dl4jquantum.sim.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** Reads fields of a JSON object; what is missing, misplaced or of the wrong kind is named. */
record JsonReader(String subject, JsonNode tree) {

    JsonReader {
        if (!tree.isObject()) {
            throw new IllegalArgumentException(subject + ": " + abridged(tree) + ", a JSON object is needed");
        }
    }

    /** Refuses any other field: a file is never half understood. */
    JsonReader allowing(String... fields) {
        List<String> allowed = Arrays.asList(fields);
        tree.fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                throw new IllegalArgumentException(
                        subject + ": unknown field \"" + field + "\", known are " + String.join(", ", allowed));
            }
        });
        return this;
    }

    boolean has(String field) {
        return tree.has(field);
    }

    JsonNode object(String field) {
        return required(field);
    }

    JsonNode array(String field) {
        JsonNode value = required(field);
        if (!value.isArray()) {
            throw wrongKind(field, value, "an array");
        }
        return value;
    }

    String text(String field) {
        JsonNode value = required(field);
        if (!value.isTextual()) {
            throw wrongKind(field, value, "a text");
        }
        return value.asText();
    }

    int integer(String field) {
        return integer(subject + ": " + field, required(field));
    }

    long longInteger(String field) {
        JsonNode value = required(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrongKind(field, value, "a whole number");
        }
        return value.asLong();
    }

    double number(String field) {
        JsonNode value = required(field);
        if (!value.isNumber()) {
            throw wrongKind(field, value, "a number");
        }
        return value.asDouble();
    }

    double[] numbers(String field) {
        double[] numbers = new double[array(field).size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode value = tree.get(field).get(i);
            if (!value.isNumber()) {
                throw wrongKind(field, tree.get(field), "an array of numbers");
            }
            numbers[i] = value.asDouble();
        }
        return numbers;
    }

    static String text(String subject, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(subject + ": " + abridged(value) + ", a text is needed");
        }
        return value.asText();
    }

    static int integer(String subject, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(subject + ": " + abridged(value) + ", a whole number is needed");
        }
        return value.asInt();
    }

    private JsonNode required(String field) {
        JsonNode value = tree.get(field);
        if (value == null) {
            throw new IllegalArgumentException(subject + ": field \"" + field + "\" is missing in " + abridged(tree));
        }
        return value;
    }

    private IllegalArgumentException wrongKind(String field, JsonNode value, String needed) {
        return new IllegalArgumentException(
                subject + ": field \"" + field + "\" is " + abridged(value) + ", " + needed + " is needed");
    }

    private static String abridged(JsonNode value) {
        String text = value.toString();
        int shown = 120;
        return text.length() <= shown ? text : text.substring(0, shown) + "...";
    }
}
