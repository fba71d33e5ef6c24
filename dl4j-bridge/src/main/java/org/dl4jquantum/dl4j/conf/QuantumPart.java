package org.dl4jquantum.dl4j.conf;

import java.util.List;

/**
 * A layer configuration with circuits inside. Training helpers find the quantum part of a network by this type, and its
 * angles by {@link #quantumParams}.
 */
public interface QuantumPart {

    /** Keys of the parameters that enter circuits; the layer's other parameters are classical. */
    List<String> quantumParams();
}
