package org.dl4jquantum.sim.draw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jquantum.sim.circuit.Angle;

/** Angles in short: four digits, multiples of pi, and a name in place of what is long. */
final class AngleText {
    private static final int LONGEST = 14;
    private static final int DIGITS = 4;
    private static final int[] PARTS_OF_PI = {1, 2, 3, 4, 6, 8};
    private static final double ROUNDING = 1e-12;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_PLAIN = 1e6;

    private final Map<String, String> names = new LinkedHashMap<>();

    /** The angle, or the name that {@link #named} explains. */
    String of(Angle angle) {
        String text = written(angle);
        return text.length() <= LONGEST ? text : names.computeIfAbsent(text, unknown -> "a" + names.size());
    }

    /** Names given to long angles, by what they stand for. */
    Map<String, String> named() {
        return Collections.unmodifiableMap(names);
    }

    private static String written(Angle angle) {
        StringBuilder text = new StringBuilder();
        for (Angle.Monomial term : angle.terms()) {
            boolean negative = term.coefficient() < 0;
            String sign = negative ? "-" : "+";
            String joint = text.isEmpty() ? (negative ? sign : "") : " " + sign + " ";
            text.append(joint).append(magnitude(term));
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    private static String magnitude(Angle.Monomial term) {
        double size = Math.abs(term.coefficient());
        String variables = Stream.concat(named("x", term.inputs()), named("w", term.weights()))
                .collect(Collectors.joining("*"));
        if (variables.isEmpty()) {
            return number(size);
        }
        return size == 1 ? variables : number(size) + "*" + variables;
    }

    private static Stream<String> named(String variable, List<Integer> indices) {
        return indices.stream().map(index -> variable + index);
    }

    /** A number of at most four digits, or a multiple of pi. */
    static String number(double value) {
        for (int part : PARTS_OF_PI) {
            double multiple = value / Math.PI * part;
            long count = Math.round(multiple);
            if (count != 0 && Math.abs(count) <= 2L * part && Math.abs(multiple - count) < ROUNDING) {
                String times = count == 1 ? "" : count == -1 ? "-" : String.valueOf(count);
                return times + "π" + (part == 1 ? "" : "/" + part);
            }
        }
        double size = Math.abs(value);
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        boolean plain = size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        return plain
                ? rounded.toPlainString()
                : rounded.toString().replace("E+", "e").replace("E", "e");
    }
}
