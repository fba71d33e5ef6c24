package org.dl4jquantum.sim.observable;

import static org.dl4jquantum.sim.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dl4jquantum.sim.math.Complex;
import org.dl4jquantum.sim.math.ComplexMatrix;

class PauliStringTest {
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("IXYZ").ofMinLength(0).ofMaxLength(5);
    }

    @Property(seed = "11", tries = 300)
    void textIsReadAndWrittenAlike(@ForAll("words") String text) {
        PauliString string = PauliString.of(text);
        assertEquals(text, string.toString());
        assertEquals(text.length(), string.numQubits());
        assertEquals(text.chars().filter(letter -> letter == 'Y').count(), string.numY());
        assertEquals(text.chars().noneMatch(letter -> letter == 'X' || letter == 'Y'), string.isDiagonal());
        for (int qubit = 0; qubit < text.length(); qubit++) {
            assertEquals(text.charAt(qubit), string.letter(qubit));
            assertEquals(text.charAt(qubit) != 'I', (string.support() >> qubit & 1) == 1);
        }
    }

    @Property(seed = "12", tries = 300)
    void matrixIsTheTensorProductOfItsLetters(@ForAll("words") String text) {
        ComplexMatrix matrix = PauliString.of(text).matrix();
        assertEquals(1 << text.length(), matrix.size());
        for (int row = 0; row < matrix.size(); row++) {
            for (int column = 0; column < matrix.size(); column++) {
                Complex expected = Complex.ONE;
                for (int qubit = 0; qubit < text.length(); qubit++) {
                    expected = expected.times(entry(text.charAt(qubit), row >> qubit & 1, column >> qubit & 1));
                }
                assertEquals(expected.re(), matrix.re(row, column), 0.0);
                assertEquals(expected.im(), matrix.im(row, column), 0.0);
            }
        }
    }

    @Property(seed = "13", tries = 100)
    void matrixIsHermitianAndItsOwnInverse(@ForAll("words") String text) {
        ComplexMatrix matrix = PauliString.of(text).matrix();
        assertEquals(0, matrix.distanceTo(matrix.adjoint()));
        assertTrue(matrix.isUnitary(0));
    }

    @Example
    void singleLetterStandsOnItsQubit() {
        assertEquals("IIYI", PauliString.single('Y', 2, 4).toString());
        assertEquals("Z", PauliString.single('Z', 0, 1).toString());
    }

    @Example
    void masksSayWhatFlipsAndWhatSigns() {
        PauliString string = PauliString.of("IXYZ");
        assertEquals(0b0110, string.xMask());
        assertEquals(0b1100, string.zMask());
    }

    @Example
    void wrongTextsAreNamed() {
        assertRefused("PauliString \"XQ\": 'Q' at position 1, allowed are I, X, Y, Z", () -> PauliString.of("XQ"));
        assertRefused("PauliString \"z\": 'z' at position 0, allowed are I, X, Y, Z", () -> PauliString.of("z"));
        assertRefused("Pauli Z: qubit 3 outside 0..2 (3 qubits)", () -> PauliString.single('Z', 3, 3));
        assertRefused("Pauli X: qubit -1 outside 0..2 (3 qubits)", () -> PauliString.single('X', -1, 3));
        assertRefused("PauliString: qubit 2 outside 0..1 (2 qubits)", () -> new PauliString(2, 0b100, 0));
        assertRefused("PauliString: 63 qubits outside 0..62", () -> new PauliString(63, 0, 0));
    }

    /** Entry of I, X, Y or Z, from their definitions. */
    private static Complex entry(char letter, int row, int column) {
        return switch (letter) {
            case 'X' -> row == column ? Complex.ZERO : Complex.ONE;
            case 'Y' -> row == column ? Complex.ZERO : new Complex(0, row == 0 ? -1 : 1);
            case 'Z' -> row == column ? new Complex(row == 0 ? 1 : -1, 0) : Complex.ZERO;
            default -> row == column ? Complex.ONE : Complex.ZERO;
        };
    }
}
