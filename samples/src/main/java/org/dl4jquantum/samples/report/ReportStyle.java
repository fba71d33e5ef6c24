package org.dl4jquantum.samples.report;

import java.awt.Color;
import java.awt.Font;

/** Colours and fonts that all parts of a report share. */
final class ReportStyle {
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x22, 0x2B, 0x33);
    static final Color FAINT = new Color(0x6B, 0x75, 0x80);
    static final Color GRID = new Color(0xE3, 0xE7, 0xEB);
    static final Color QUANTUM = new Color(0x6A, 0x3D, 0xB8);
    static final Color CLASSICAL = new Color(0xE0, 0x8A, 0x1E);
    static final Color RIGHT = new Color(0x1B, 0x8A, 0x4B);
    static final Color WRONG = new Color(0xCC, 0x2B, 0x2B);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private ReportStyle() {}
}
