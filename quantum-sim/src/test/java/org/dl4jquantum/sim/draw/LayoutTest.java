package org.dl4jquantum.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.Operation;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.observable.PauliZ;
import org.junit.jupiter.api.Test;

/** What holds for every circuit. */
class LayoutTest {

    private static Layout layout(Circuit circuit) {
        return Layout.of(circuit, Optional.of(PauliZ.onEach(circuit.numQubits())));
    }

    private static Circuit random(int numQubits, long seed) {
        return RandomCircuits.withInputs(numQubits, 3, 4, seed);
    }

    @Property(tries = 50)
    void everyOperationStandsOnItsQubitsOnce(@ForAll @IntRange(min = 1, max = 6) int numQubits, @ForAll long seed) {
        Circuit circuit = random(numQubits, seed);
        List<Element> elements = layout(circuit).elements();
        assertEquals(circuit.operations().size() + numQubits, elements.size());
        for (int i = 0; i < circuit.operations().size(); i++) {
            Operation operation = circuit.operations().get(i);
            List<Integer> drawn =
                    elements.get(i).marks().stream().map(Mark::qubit).toList();
            assertEquals(operation.qubits(), drawn);
            assertEquals(operation.toString(), elements.get(i).title());
        }
    }

    @Property(tries = 50)
    void nothingOverlaps(@ForAll @IntRange(min = 1, max = 6) int numQubits, @ForAll long seed) {
        Set<List<Integer>> taken = new HashSet<>();
        for (Element element : layout(random(numQubits, seed)).elements()) {
            for (int qubit = element.top(); qubit <= element.bottom(); qubit++) {
                assertTrue(taken.add(List.of(element.column(), qubit)), () -> "overlap at " + element);
            }
        }
    }

    @Property(tries = 50)
    void operationsAreAsFarLeftAsTheyCan(@ForAll @IntRange(min = 1, max = 6) int numQubits, @ForAll long seed) {
        Circuit circuit = random(numQubits, seed);
        int[] free = new int[numQubits];
        for (Element element :
                layout(circuit).elements().subList(0, circuit.operations().size())) {
            int earliest = 0;
            for (int qubit = element.top(); qubit <= element.bottom(); qubit++) {
                earliest = Math.max(earliest, free[qubit]);
            }
            assertEquals(earliest, element.column());
            for (int qubit = element.top(); qubit <= element.bottom(); qubit++) {
                free[qubit] = element.column() + 1;
            }
        }
    }

    @Property(tries = 50)
    void textShowsEveryBoxAndKeepsItsWidth(@ForAll @IntRange(min = 1, max = 6) int numQubits, @ForAll long seed) {
        Circuit circuit = random(numQubits, seed);
        Layout layout = layout(circuit);
        String text = TextDrawing.of(layout, TextStyle.UNICODE, 100);
        for (Mark.Kind kind : Mark.Kind.values()) {
            String sign = kind == Mark.Kind.BOX ? "┤" : TextStyle.UNICODE.cell(new Mark(0, kind, ""));
            long marks = layout.elements().stream()
                    .flatMap(element -> element.marks().stream())
                    .filter(mark -> mark.kind() == kind)
                    .count();
            assertEquals(marks, text.chars().filter(c -> c == sign.charAt(0)).count(), () -> kind + " in\n" + text);
        }
        int longest = text.lines().mapToInt(String::length).max().orElseThrow();
        assertTrue(longest <= 100, text);
    }

    @Test
    void rolesFollowFromAngles() {
        Circuit circuit = random(2, 5);
        for (int i = 0; i < circuit.operations().size(); i++) {
            String angles = circuit.operations().get(i).parameters().toString();
            Element.Role role = angles.contains("x")
                    ? Element.Role.INPUT
                    : angles.contains("w") ? Element.Role.WEIGHT : Element.Role.FIXED;
            assertEquals(role, layout(circuit).elements().get(i).role(), angles);
        }
        Set<Element.Role> all =
                layout(circuit).elements().stream().map(Element::role).collect(Collectors.toSet());
        assertEquals(Set.of(Element.Role.values()), all);
    }

    @Test
    void columnsWiderThanARowHaveOneOfTheirOwn() {
        assertEquals(List.of(new Fold(0, 2), new Fold(2, 3), new Fold(3, 4)), Fold.of(new int[] {3, 4, 20, 5}, 8));
        assertEquals(List.of(new Fold(0, 0)), Fold.of(new int[0], 8));
    }
}
