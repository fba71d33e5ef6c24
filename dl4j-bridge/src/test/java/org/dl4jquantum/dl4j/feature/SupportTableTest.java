package org.dl4jquantum.dl4j.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SupportTableTest {
    private static final Path FILE = Path.of("..", "docs", "dl4j-support.md");

    @Test
    void documentationIsCurrent() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(FILE, SupportTable.text());
        }
        assertEquals(
                SupportTable.text(),
                Files.exists(FILE) ? Files.readString(FILE) : "",
                "docs/dl4j-support.md is not what is proved: run this test with -Dupdate.docs=true");
    }
}
