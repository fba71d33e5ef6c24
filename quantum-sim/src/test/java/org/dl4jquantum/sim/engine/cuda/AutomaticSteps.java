package org.dl4jquantum.sim.engine.cuda;

import java.nio.file.Path;
import org.dl4jquantum.sim.circuit.Circuit;
import org.dl4jquantum.sim.circuit.RandomCircuits;
import org.dl4jquantum.sim.engine.EngineInput;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.engine.cuda.MockDriver.Field;
import org.dl4jquantum.sim.math.Precision;
import org.dl4jquantum.sim.math.RealView;
import org.dl4jquantum.sim.observable.PauliZ;

/** A program that calls two circuits several times as a user's would, with memory of the device for the first of them. */
final class AutomaticSteps {
    private AutomaticSteps() {}

    public static void main(String[] driver) {
        MockDriver.install(Path.of(driver[0]));
        System.setProperty(Settings.AUTO_WORK, "10");
        for (int i = 0; i < 3; i++) {
            run(2);
        }
        MockDriver.set(Field.TOTAL_MEMORY, 4096);
        run(12);
    }

    private static void run(int numQubits) {
        Circuit circuit = RandomCircuits.superposition(numQubits, 1);
        Engines.select(Engines.AUTO, circuit, PauliZ.onEach(numQubits), Precision.DOUBLE)
                .compile(circuit, PauliZ.onEach(numQubits), Precision.DOUBLE)
                .forward(
                        EngineInput.of(RandomCircuits.angles(circuit, 1, 2)),
                        RealView.of(new double[numQubits], 1, numQubits));
    }
}
