package org.dl4jquantum.samples.mnist;

import java.util.SplittableRandom;

/**
 * A small random turn, zoom and shift of an image, so that training never sees the same stroke twice.
 *
 * @param maxDegrees largest turn to either side
 * @param maxZoom largest zoom, as a fraction: 0.1 draws sizes 0.9 to 1.1
 * @param maxShift largest shift in pixels, along each axis
 */
public record Distortion(double maxDegrees, double maxZoom, double maxShift) {
    /** Leaves every image as it is. */
    public static final Distortion NONE = new Distortion(0, 0, 0);

    private static final int INK = 255;

    /**
     * Writes one image, randomly distorted, with bilinear interpolation.
     *
     * @param images where it is found
     * @param image its index
     * @param random drawn from four times, whatever the limits
     * @param target receives grey values 0 to 1, row by row
     * @param offset where in {@code target} the first pixel goes
     */
    void draw(DigitImages images, int image, SplittableRandom random, float[] target, int offset) {
        double angle = Math.toRadians(maxDegrees) * symmetric(random);
        double zoom = 1 + maxZoom * symmetric(random);
        double shiftRow = maxShift * symmetric(random);
        double shiftColumn = maxShift * symmetric(random);
        double cos = Math.cos(angle) / zoom;
        double sin = Math.sin(angle) / zoom;
        double middleRow = (images.rows() - 1) / 2.0;
        double middleColumn = (images.columns() - 1) / 2.0;
        int at = offset;
        for (int r = 0; r < images.rows(); r++) {
            for (int c = 0; c < images.columns(); c++) {
                double dr = r - middleRow - shiftRow;
                double dc = c - middleColumn - shiftColumn;
                double row = middleRow + cos * dr - sin * dc;
                double column = middleColumn + sin * dr + cos * dc;
                target[at++] = (float) (interpolated(images, image, row, column) / INK);
            }
        }
    }

    private static double symmetric(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    private static double interpolated(DigitImages images, int image, double row, double column) {
        int r = (int) Math.floor(row);
        int c = (int) Math.floor(column);
        double down = row - r;
        double right = column - c;
        double upper = (1 - right) * images.pixel(image, r, c) + right * images.pixel(image, r, c + 1);
        double lower = (1 - right) * images.pixel(image, r + 1, c) + right * images.pixel(image, r + 1, c + 1);
        return (1 - down) * upper + down * lower;
    }
}
