package org.dl4jquantum.sim.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jquantum.sim.observable.Measurement;
import org.dl4jquantum.sim.observable.PauliSum;
import org.junit.jupiter.api.Test;

class OutputLabelsTest {

    @Test
    void everyOutputHasAName() {
        assertEquals(
                List.of("⟨X0 Z2⟩", "⟨Y1⟩"),
                OutputLabels.of(Measurement.expectations(PauliSum.of("XIZ"), PauliSum.of("IYI")), 3));
        assertEquals(List.of("00", "01", "10", "11"), OutputLabels.of(Measurement.probabilities(2, 0), 3));
        assertEquals(List.of("Re 0", "Im 0", "Re 1", "Im 1"), OutputLabels.of(Measurement.stateVector(), 1));
    }
}
