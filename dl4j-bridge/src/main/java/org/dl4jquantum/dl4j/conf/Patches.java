package org.dl4jquantum.dl4j.conf;

import java.io.Serializable;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How windows go over images: a window of height x width, moved by strides over an image with zeros around it.
 *
 * @param height of a window
 * @param width of a window
 * @param strideDown rows from one window to the next
 * @param strideAcross columns from one window to the next
 * @param paddingDown rows of zeros above, and below
 * @param paddingAcross columns of zeros left, and right
 */
public record Patches(
        @JsonProperty("height") int height,
        @JsonProperty("width") int width,
        @JsonProperty("strideDown") int strideDown,
        @JsonProperty("strideAcross") int strideAcross,
        @JsonProperty("paddingDown") int paddingDown,
        @JsonProperty("paddingAcross") int paddingAcross)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** Refuses windows that do not move, or that see nothing but zeros. */
    @JsonCreator
    public Patches {
        check("window", height, width, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        check("stride", strideDown, strideAcross, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        check("padding", paddingDown, paddingAcross, 0, height - 1, width - 1);
    }

    private static void check(String what, int down, int across, int least, int mostDown, int mostAcross) {
        if (down < least || across < least || down > mostDown || across > mostAcross) {
            String most = what.equals("padding") ? ", and less than the window" : "";
            throw new DL4JInvalidConfigException("patches: " + what + " " + down + " x " + across
                    + " received, at least " + least + " is needed" + most);
        }
    }

    /** Windows down an image of so many rows; 0 where none fits. */
    public long down(long rows) {
        return count(rows, height, strideDown, paddingDown);
    }

    /** Windows across an image of so many columns; 0 where none fits. */
    public long across(long columns) {
        return count(columns, width, strideAcross, paddingAcross);
    }

    private static long count(long size, int window, int stride, int padding) {
        long room = size + 2L * padding - window;
        return room < 0 ? 0 : room / stride + 1;
    }
}
