package org.dl4jquantum.dl4j.training;

/** What takes the place of a network's quantum layers. */
public enum AblationVariant {
    /** Nothing: the network as it is. */
    FULL("full"),
    /** Outputs are the inputs, cut off or filled up with zeros to as many: what is the layer for? */
    IDENTITY("identity"),
    /** Two dense layers with tanh between them, of as many parameters as can be had: is it quantum that helps? */
    CLASSICAL_TWIN("classical twin"),
    /** The circuit without gates on several qubits: is it entanglement that helps? */
    NO_ENTANGLEMENT("no entanglement");

    private final String title;

    AblationVariant(String title) {
        this.title = title;
    }

    /** A few words for reports. */
    public String title() {
        return title;
    }
}
