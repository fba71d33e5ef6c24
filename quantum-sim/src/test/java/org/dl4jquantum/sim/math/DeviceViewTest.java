package org.dl4jquantum.sim.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeviceViewTest {

    @Test
    void elementsNeedAnAddress() {
        assertEquals(
                "DeviceView: address 0, but shape [2, 3] has elements",
                refusal(() -> new DeviceView(0, Precision.FLOAT, 2, 3, 3, 1)));
        assertEquals(0, DeviceView.emptyRow().columns());
    }

    @Test
    void negativeSizesAreRefused() {
        assertEquals(
                "DeviceView: shape [-1, 3] has a negative size",
                refusal(() -> new DeviceView(64, Precision.FLOAT, -1, 3, 3, 1)));
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }
}
