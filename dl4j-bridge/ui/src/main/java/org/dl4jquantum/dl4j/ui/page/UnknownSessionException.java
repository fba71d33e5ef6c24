package org.dl4jquantum.dl4j.ui.page;

/** A query for a training that no attached storage knows. */
final class UnknownSessionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownSessionException(String session, String worker) {
        super("session \"" + session + "\", worker \"" + worker
                + "\": unknown; /quantum/sessions lists those there are");
    }
}
