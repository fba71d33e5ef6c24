package org.dl4jquantum.dl4j.feature;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every limit of DL4J, shown with its own layers as with ours. */
class LimitTest {

    @TestFactory
    Stream<DynamicTest> everyLimit(@TempDir Path folder) {
        return Stream.of(Limit.values())
                .flatMap(limit -> Subjects.ALL.stream().filter(limit::appliesTo).flatMap(subject -> Stream.of(
                                Kind.values())
                        .map(kind -> DynamicTest.dynamicTest(
                                limit + " " + subject.name() + " " + kind,
                                () -> limit.proof.of(new Trial(subject, kind, folder))))));
    }
}
