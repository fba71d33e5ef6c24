package org.dl4jquantum.sim.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jquantum.sim.engine.EngineContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract, with the kernels of every instruction set that this processor has. */
@ExtendWith(NativeLibrary.class)
@ParameterizedClass
@MethodSource("variants")
class NativeEngineTest extends EngineContract {
    private final String variant;

    NativeEngineTest(String variant) {
        this.variant = variant;
    }

    static List<String> variants() {
        Dlq.requireLibrary();
        return Variant.present().stream().map(Variant::toString).toList();
    }

    @BeforeEach
    void select() {
        System.setProperty(Variant.PROPERTY, variant);
    }

    @AfterEach
    void selectTheBest() {
        System.clearProperty(Variant.PROPERTY);
    }

    @Override
    protected String engineName() {
        return "native";
    }

    @Test
    void theVariantIsSaid() {
        assertEquals(variant, engine().variant());
    }

    @ParameterizedTest
    @CsvSource({"6, 100", "7, 64", "8, 17", "8, 100", "9, 16", "9, 7", "10, 33", "11, 5", "12, 17", "13, 3"})
    void samplesOfLargeBatchesAgree(int numQubits, int batch) {
        assertSamplesAgree(numQubits, batch);
    }

    @ParameterizedTest
    @CsvSource({"13, 1", "13, 5", "14, 2", "15, 1", "16, 5", "17, 1"})
    void largeCircuitsAgree(int numQubits, int batch) {
        assertLargeCircuitAgrees(numQubits, batch);
    }

    @ParameterizedTest
    @CsvSource({"13, 2", "13, 5", "15, 1"})
    void gradientsOfLargeCircuitsAgree(int numQubits, int batch) {
        assertLargeGradientAgrees(numQubits, batch);
    }
}
