package org.dl4jquantum.sim.math;

/**
 * A strided {@code [rows, columns]} window onto real numbers in the memory of a device, which the host does not look at.
 * Element (r, c) is {@code r · rowStride + c · columnStride} elements behind the first. Whoever passes one keeps its memory
 * where it is during the call.
 *
 * @param address of the first element there; 0 for a window without elements
 * @param precision type of the numbers
 * @param rows at least 0
 * @param columns at least 0
 * @param rowStride elements from one row to the next
 * @param columnStride elements from one column to the next
 */
public record DeviceView(long address, Precision precision, int rows, int columns, long rowStride, long columnStride) {

    /**
     * A window.
     *
     * @throws IllegalArgumentException if a size is negative, or there are elements and no address
     */
    public DeviceView {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("DeviceView: shape [" + rows + ", " + columns + "] has a negative size");
        }
        if (address == 0 && rows > 0 && columns > 0) {
            throw new IllegalArgumentException(
                    "DeviceView: address 0, but shape [" + rows + ", " + columns + "] has elements");
        }
    }

    /** A row without elements. */
    public static DeviceView emptyRow() {
        return new DeviceView(0, Precision.DOUBLE, 1, 0, 0, 1);
    }
}
