package org.dl4jquantum.samples.mnist;

import java.util.Arrays;

/** Grey images of handwritten digits with the digit each of them shows; immutable. */
public final class DigitImages {
    private final int rows;
    private final int columns;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Holds images and their labels.
     *
     * @param rows height of each image in pixels
     * @param columns width of each image in pixels
     * @param pixels grey values 0 (paper) to 255 (ink) as unsigned bytes, image by image, row by row
     * @param labels the digit of each image, 0 to 9
     * @throws IllegalArgumentException if the numbers of images and labels differ, or a label is no digit
     */
    public DigitImages(int rows, int columns, byte[] pixels, byte[] labels) {
        if ((long) rows * columns * labels.length != pixels.length) {
            throw new IllegalArgumentException("DigitImages: " + pixels.length + " pixels do not make " + labels.length
                    + " images of " + rows + "x" + columns + " (" + (long) rows * columns * labels.length + " pixels)");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > 9) {
                throw new IllegalArgumentException(
                        "DigitImages: label " + (labels[i] & 0xFF) + " of image " + i + " outside 0..9");
            }
        }
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels.clone();
        this.labels = labels.clone();
    }

    /** Returns the number of images. */
    public int size() {
        return labels.length;
    }

    /** Returns the height of each image in pixels. */
    public int rows() {
        return rows;
    }

    /** Returns the width of each image in pixels. */
    public int columns() {
        return columns;
    }

    /**
     * Returns the digit that an image shows.
     *
     * @param image index of the image, from 0
     */
    public int label(int image) {
        return labels[image];
    }

    /**
     * Returns one pixel, 0 (paper) to 255 (ink); everything outside the image is paper.
     *
     * @param image index of the image, from 0
     * @param row row from the top, any value
     * @param column column from the left, any value
     */
    public int pixel(int image, int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            return 0;
        }
        return pixels[(image * rows + row) * columns + column] & 0xFF;
    }

    /**
     * Returns how many images show a digit.
     *
     * @param digit 0 to 9
     */
    public int count(int digit) {
        int count = 0;
        for (byte label : labels) {
            count += label == digit ? 1 : 0;
        }
        return count;
    }

    /**
     * Returns the first images, in the same order.
     *
     * @param count how many; all of them if there are fewer
     */
    public DigitImages first(int count) {
        int kept = Math.min(count, size());
        return new DigitImages(
                rows, columns, Arrays.copyOf(pixels, kept * rows * columns), Arrays.copyOf(labels, kept));
    }

    /** Returns only the zeros and ones, in the same order. */
    public DigitImages zerosAndOnes() {
        int area = rows * columns;
        byte[] keptPixels = new byte[(count(0) + count(1)) * area];
        byte[] keptLabels = new byte[count(0) + count(1)];
        int kept = 0;
        for (int i = 0; i < size(); i++) {
            if (labels[i] <= 1) {
                System.arraycopy(pixels, i * area, keptPixels, kept * area, area);
                keptLabels[kept++] = labels[i];
            }
        }
        return new DigitImages(rows, columns, keptPixels, keptLabels);
    }
}
