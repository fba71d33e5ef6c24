package org.dl4jquantum.dl4j.feature;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every feature with every layer in every kind of network. */
class FeatureTest {

    @TestFactory
    Stream<DynamicContainer> everyFeature(@TempDir Path folder) {
        return Subjects.ALL.stream()
                .map(subject -> DynamicContainer.dynamicContainer(
                        subject.name(),
                        Stream.of(Kind.values())
                                .map(kind -> DynamicContainer.dynamicContainer(
                                        kind.name(),
                                        Stream.of(Feature.values())
                                                .filter(feature -> feature.appliesTo(subject))
                                                .map(feature -> DynamicTest.dynamicTest(
                                                        subject.name() + " " + kind + " " + feature,
                                                        () -> feature.proof.of(new Trial(subject, kind, folder))))))));
    }
}
