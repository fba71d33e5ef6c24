package org.dl4jquantum.sim.engine.cpu;

import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.observable.PauliZ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that looks an engine up three times, as a user's would, and logs what it got. */
final class LookUp {
    private static final Logger LOG = LoggerFactory.getLogger(LookUp.class);

    private LookUp() {}

    public static void main(String[] args) {
        Circuit circuit = RandomCircuits.superposition(2, 1);
        for (int i = 0; i < 3; i++) {
            LOG.info(
                    "auto is {}",
                    Engines.select(Engines.AUTO, circuit, PauliZ.onEach(2), Precision.FLOAT)
                            .name());
        }
    }
}
