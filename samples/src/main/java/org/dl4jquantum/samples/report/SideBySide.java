package org.dl4jquantum.samples.report;

import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jquantum.dl4j.display.Picture;

/** Pictures beside one another, each under a heading of its own. */
public final class SideBySide {
    private static final int HEADING = 36;
    /** Where the headings of boundaries begin. */
    private static final int MARGIN = 56;

    private SideBySide() {}

    /**
     * Puts pictures side by side, from left to right.
     *
     * @param title of the whole
     * @param pictures by their headings, at least one
     */
    public static Picture of(String title, Map<String, Picture> pictures) {
        Map<String, Picture> all = new LinkedHashMap<>(pictures);
        int width = all.values().stream().mapToInt(Picture::width).sum();
        int height = all.values().stream().mapToInt(Picture::height).max().orElseThrow();
        return Picture.of(title, width, HEADING + height, graphics -> {
            int x = 0;
            for (Map.Entry<String, Picture> entry : all.entrySet()) {
                graphics.setColor(ReportStyle.FAINT);
                graphics.setFont(ReportStyle.HEADING);
                graphics.drawString(entry.getKey(), x + MARGIN, HEADING - 10);
                Graphics2D place = (Graphics2D) graphics.create();
                place.translate(x, HEADING);
                entry.getValue().paint(place);
                place.dispose();
                x += entry.getValue().width();
            }
        });
    }
}
