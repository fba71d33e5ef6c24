package org.dl4jquantum.sim.io;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.dl4jquantum.sim.io.NodeJsonTest.EXAMPLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every fault of a text is named; no text is half understood. */
class MalformedJsonTest {
    private static final String KNOWN_GATES = "H, X, Y, Z, S, Sdg, T, Tdg, SX, SXdg, RX, RY, RZ, Phase, U3, CNOT, CZ, "
            + "SWAP, CRX, CRY, CRZ, ControlledPhase, IsingXX, IsingYY, IsingZZ, Toffoli, CSWAP";

    @Test
    void unknownGateNamesTheKnownOnes() {
        assertFault("\"RY\"", "\"RYY\"", "gate \"RYY\": unknown, known are " + KNOWN_GATES);
    }

    @Test
    void unknownFieldsNameTheKnownOnes() {
        assertFault(
                "\"engine\"",
                "\"noise\":0,\"engine\"",
                "quantum node: unknown field \"noise\", known are format, circuit, measurement, engine, gradient, shots,"
                        + " seed, precision, memory");
        assertFault(
                "\"qubits\":2",
                "\"qubits\":2,\"clbits\":2",
                "circuit: unknown field \"clbits\", known are qubits, inputs, weights, amplitudes, operations");
        assertFault(
                "{\"gate\":\"CNOT\"",
                "{\"gate\":\"CNOT\",\"controls\":3",
                "operation: unknown field \"controls\", known are gate, qubits, angles");
        assertFault(
                "\"word\":\"ZX\"",
                "\"word\":\"ZX\",\"matrix\":[]",
                "operation: unknown field \"matrix\", known are gate, qubits, angles, controls, word");
        assertFault(
                "\"matrix\"",
                "\"word\":\"Z\",\"matrix\"",
                "operation: unknown field \"word\", known are gate, qubits, angles, controls, matrix");
        assertFault(
                "\"pauli\":\"ZI\"",
                "\"pauli\":\"ZI\",\"qubit\":1",
                "observable: unknown field \"qubit\", known are coefficient, pauli");
        assertFault(
                "\"expectations\":",
                "\"variances\":[],\"expectations\":",
                "measurement: unknown field \"variances\", known are expectations, probabilities, stateVector");
    }

    @Test
    void laterFormatsAreRefused() {
        assertFault("\"format\":1", "\"format\":2", "quantum node: format 2, this version reads 1..1");
        assertFault("\"format\":1", "\"format\":0", "quantum node: format 0, this version reads 1..1");
        assertRefused(
                "circuit: format 3, this version reads 1..1",
                () -> NodeJson.readCircuit("{\"format\": 3, \"new\": 1}"));
    }

    @Test
    void missingFieldsAreNamed() {
        assertFault("\"shots\":0,", "", startsWith("quantum node: field \"shots\" is missing in {\"format\":1,"));
        assertFault("\"format\":1,", "", startsWith("quantum node: field \"format\" is missing in {\"circuit\""));
        assertFault(",\"word\":\"ZX\"", "", startsWith("operation: field \"word\" is missing in {\"gate\""));
    }

    @Test
    void wrongKindsAreNamed() {
        assertFault("\"shots\":0", "\"shots\":1.5", "quantum node: shots: 1.5, a whole number is needed");
        assertFault(
                "\"seed\":-7", "\"seed\":\"-7\"", "quantum node: field \"seed\" is \"-7\", a whole number is needed");
        assertFault(
                "\"seed\":-7",
                "\"seed\":9223372036854775808",
                "quantum node: field \"seed\" is 9223372036854775808, a whole number is needed");
        assertFault("[1,0]", "[1,\"0\"]", "qubit: \"0\", a whole number is needed");
        assertFault(
                "\"engine\":\"auto\"", "\"engine\":null", "quantum node: field \"engine\" is null, a text is needed");
        assertFault(
                "\"coefficient\":1.0",
                "\"coefficient\":\"1\"",
                "observable: field \"coefficient\" is \"1\", a number is needed");
        assertFault("\"qubits\":[1,0]", "\"qubits\":1", "operation: field \"qubits\" is 1, an array is needed");
        assertRefused("circuit: [], a JSON object is needed", () -> NodeJson.readCircuit("[]"));
        assertRefused("quantum node: , a JSON object is needed", () -> NodeJson.readNode(""));
    }

    @Test
    void wrongMatricesAreNamed() {
        assertFault(
                "[0.0,0.0,1.0,0.0,1.0,0.0,0.0,0.0]",
                "[0.0,0.0,1.0,0.0,1.0,0.0,0.0,0.0,5.0]",
                "matrix: 9 numbers, real and imaginary parts in turn are needed");
        assertFault(
                "[0.0,0.0,1.0,0.0,1.0,0.0,0.0,0.0]",
                "[0.0,0.0,1.0,0.0,1.0,0.0]",
                "ComplexMatrix: 3 entries given, a square is needed");
        assertFault(
                "[0.0,0.0,1.0,0.0,1.0,0.0,0.0,0.0]",
                "[0.0,0.0,1.0,0.0,1.0,0.0,0.0,\"a\"]",
                "operation: field \"matrix\" is [0.0,0.0,1.0,0.0,1.0,0.0,0.0,\"a\"], an array of numbers is needed");
        assertFault(
                "[0.0,0.0,1.0,0.0,1.0,0.0,0.0,0.0]",
                "[0.0,0.0,2.0,0.0,1.0,0.0,0.0,0.0]",
                startsWith("gate matrix: not unitary to 1.0E-10"));
    }

    @Test
    void measurementsMustBeOne() {
        String measured = EXAMPLE.substring(EXAMPLE.indexOf("{\"expectations\""), EXAMPLE.indexOf(",\"engine\""));
        String needed = ", exactly one of expectations, probabilities, stateVector: true is needed";
        assertFault(measured, "{}", "measurement: {}" + needed);
        assertFault(measured, "{\"stateVector\":false}", "measurement: {\"stateVector\":false}" + needed);
        assertFault(
                measured,
                "{\"probabilities\":[0],\"stateVector\":true}",
                "measurement: {\"probabilities\":[0],\"stateVector\":true}" + needed);
        assertFault("\"pauli\":\"ZI\"", "\"pauli\":\"ZII\"", "PauliSum: string ZII has 3 qubits, the sum has 2");
    }

    @Test
    void contentsAreCheckedAsEverywhere() {
        assertFault("[1,0]", "[5,0]", "CNOT: control qubit 5 outside 0..1 (circuit has 2 qubits)");
        assertFault(
                "\"2.0*x0*x3\"",
                "\"2.0*y0\"",
                "angle \"2.0*y0\": factor \"y0\", allowed are a number, x<index> or w<index>");
        assertFault("\"controls\":1", "\"controls\":-1", "Unitary: -1 controls, at least 0 are needed");
        assertFault(
                "\"auto\"",
                "\"gpu\"",
                "engine \"gpu\": unknown, known are auto, native, java, reference, strange, cuda");
        assertFault(
                "\"shots\":0",
                "\"shots\":10",
                "gradient adjoint: needs exact states, but shots = 10; use gradient parameter-shift, or shots = 0");
    }

    @Test
    void truncatedTextNamesItsEnd() {
        String truncated = EXAMPLE.substring(0, 200);
        assertFault(
                EXAMPLE,
                truncated,
                startsWith("circuit JSON: Unexpected end-of-input"),
                "at line 1, column " + (truncated.length() + 1));
        assertFault("\"seed\":-7}", "\"seed\":-7}}", startsWith("circuit JSON: Unexpected close marker '}'"));
        assertFault("\"seed\":-7}", "\"seed\":-7} {}", startsWith("circuit JSON: Trailing token"));
    }

    /** Whatever is cut off or damaged: an explanation, or a node, never another exception. */
    @Test
    void damagedTextsNeverFailOtherwise() {
        Random random = new Random(43);
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(EXAMPLE);
            int at = random.nextInt(EXAMPLE.length());
            switch (i % 3) {
                case 0 -> damaged.setLength(at);
                case 1 -> damaged.deleteCharAt(at);
                default -> damaged.setCharAt(at, "{}[]\",:0-9xe".charAt(random.nextInt(12)));
            }
            try {
                NodeJson.readNode(damaged.toString());
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), damaged::toString);
            }
        }
    }

    private static String startsWith(String text) {
        return text + "...";
    }

    /** Replaces one part of the example and asserts the message; "..." at its end stands for any text. */
    private static void assertFault(String part, String replacement, String message, String... alsoContained) {
        assertTrue(EXAMPLE.contains(part), () -> "the example lacks " + part);
        int at = EXAMPLE.indexOf(part);
        String damaged = EXAMPLE.substring(0, at) + replacement + EXAMPLE.substring(at + part.length());
        String found = assertThrows(IllegalArgumentException.class, () -> NodeJson.readNode(damaged))
                .getMessage();
        if (message.endsWith("...")) {
            assertTrue(found.startsWith(message.substring(0, message.length() - 3)), found);
        } else {
            assertEquals(message, found);
        }
        for (String contained : alsoContained) {
            assertTrue(found.contains(contained), found);
        }
    }
}
