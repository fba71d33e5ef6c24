package org.dl4jquantum.dl4j.feature;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page on what DL4J can do with our layers, from the proofs themselves. */
final class SupportTable {
    private static final String HEAD =
            """
            # Deeplearning4j's features, and what is asserted of them

            Written by `SupportTableTest` from `Feature`, `Limit` and `Subjects`; do not edit. To bring it up to date:
            `mvn -pl dl4j-bridge -am test -Dtest=SupportTableTest -Dupdate.docs=true -Dsurefire.failIfNoSpecifiedTests=false`.

            Every cell with a mark is a test that runs in a MultiLayerNetwork and in a ComputationGraph, with a classical
            layer below and softmax above, or two classical layers below one that ends networks (`FeatureTest`). Columns in
            italics are DL4J's own layers, put through the same tests. An empty cell: the feature makes no sense for what the
            layer takes, or at its place.

            """;

    private static final String LIMITS =
            """

            ## Limits of Deeplearning4j 1.0.0-M2.1

            They hold for its own layers as for ours; `LimitTest` shows each with both.

            | limit | instead |
            |---|---|
            """;

    private static final String TAIL =
            """

            `SameDiffLayer`, `SameDiffLambdaLayer`, `SameDiffVertex` and `SameDiffLambdaVertex` of that version give every
            gradient twice, to their weights and to all layers below. Our layers do not use them. Whoever puts
            `QuantumOps.circuit` into one returns `QuantumOps.insideDl4jLayer(output)` from `defineLayer` or `defineVertex`;
            `DoubledGradientTest` shows the fault, and that gradients are then right.
            """;

    private SupportTable() {}

    static String text() {
        List<String> columns = Subjects.ALL.stream()
                .map(subject -> subject.control() ? "*" + subject.name() + "*" : subject.name())
                .toList();
        return HEAD
                + row(Stream.concat(Stream.of("feature", "asserted"), columns.stream()))
                + row(Stream.generate(() -> "---").limit(columns.size() + 2L))
                + Stream.of(Feature.values()).map(SupportTable::row).collect(Collectors.joining())
                + LIMITS
                + Stream.of(Limit.values())
                        .map(limit -> row(Stream.of(limit.title, limit.remedy)))
                        .collect(Collectors.joining())
                + TAIL;
    }

    private static String row(Feature feature) {
        Stream<String> marks = Subjects.ALL.stream().map(subject -> feature.appliesTo(subject) ? "✓" : "");
        return row(Stream.concat(Stream.of(feature.title, feature.claim), marks));
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
