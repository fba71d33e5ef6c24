package org.dl4jquantum.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program printed, beside what its page says: word by word, numbers to one unit in the last digit shown, and whatever
 * follows where the page has {@code ...} at the end of a line.
 */
final class Printed {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

    private Printed() {}

    static void assertAgrees(String page, String printed, String what) {
        List<String> expected = page.lines().filter(line -> !line.isBlank()).toList();
        List<String> actual = printed.lines().filter(line -> !line.isBlank()).toList();
        boolean agrees = expected.size() == actual.size();
        for (int i = 0; agrees && i < expected.size(); i++) {
            agrees = agree(expected.get(i), actual.get(i));
        }
        if (!agrees) {
            assertEquals(page, printed, what);
        }
    }

    private static boolean agree(String expected, String actual) {
        if (expected.endsWith("...")) {
            return actual.startsWith(expected.substring(0, expected.length() - "...".length()));
        }
        // Brackets and commas may touch numbers.
        String[] words = expected.trim().split("[\\s,\\[\\]()]+", -1);
        String[] others = actual.trim().split("[\\s,\\[\\]()]+", -1);
        boolean agrees = words.length == others.length;
        for (int i = 0; agrees && i < words.length; i++) {
            agrees = words[i].equals(others[i]) || near(words[i], others[i]);
        }
        return agrees;
    }

    private static boolean near(String word, String other) {
        if (!NUMBER.matcher(word).matches() || !NUMBER.matcher(other).matches()) {
            return false;
        }
        int digits = word.length() - word.indexOf('.') - 1;
        return Math.abs(Double.parseDouble(word) - Double.parseDouble(other)) < 1.5 * Math.pow(10, -digits);
    }
}
