package org.dl4jquantum.dl4j.ui.page;

/** The parameters of a request. */
interface Query {

    /** The parameter's text, null where it is missing. */
    String text(String name);

    /** The parameter, which must be there. */
    default String required(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("parameter " + name + ": missing, it is needed");
        }
        return text;
    }

    /** The parameter as a number in an interval, or another number where it is missing. */
    default long number(String name, long otherwise, long lowest, long highest) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(name, text, lowest, highest, e);
        }
        throw outside(name, text, lowest, highest, null);
    }

    private static IllegalArgumentException outside(
            String name, String text, long lowest, long highest, Exception cause) {
        return new IllegalArgumentException(
                "parameter " + name + ": \"" + text + "\", allowed are whole numbers " + lowest + ".." + highest,
                cause);
    }
}
