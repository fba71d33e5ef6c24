package org.dl4jquantum.dl4j.conf;

import org.dl4jquantum.dl4j.TestNetworks;
import org.dl4jquantum.sim.ansatz.AngleEncoding;
import org.dl4jquantum.sim.observable.PauliZ;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes a network whose circuit needs more than the heap of this JVM; run by {@link QuantumLayerErrorsTest}. */
final class LargeCircuitMain {
    private LargeCircuitMain() {}

    public static void main(String[] arguments) {
        QuantumLayer large = new QuantumLayer.Builder()
                .encoding(AngleEncoding.ry(26))
                .measure(PauliZ.on(26, 0))
                .engine("reference")
                .build();
        TestNetworks.initialized(TestNetworks.sequence(TestNetworks.training(DataType.DOUBLE), large));
    }
}
