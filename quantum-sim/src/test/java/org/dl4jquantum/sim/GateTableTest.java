package org.dl4jquantum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GateTableTest {
    private static final Path FILE = Path.of("..", "docs", "gates.md");

    @Test
    void documentationIsCurrent() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(FILE, GateTable.text());
        }
        assertEquals(
                GateTable.text(),
                Files.exists(FILE) ? Files.readString(FILE) : "",
                "docs/gates.md is not what the gates are: run this test with -Dupdate.docs=true");
    }
}
