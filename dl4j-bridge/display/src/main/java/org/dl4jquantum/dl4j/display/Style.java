package org.dl4jquantum.dl4j.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** Colours, fonts and lines that all pictures share. */
final class Style {
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x24292f);
    static final Color FAINT = new Color(0x57606a);
    static final Color GRID = new Color(0xd8dee4);
    static final Color QUANTUM = new Color(0x6a3db8);
    static final Color CLASSICAL = new Color(0xe08a1e);
    /** Of classes, distinct for readers with any colour vision (M. Okabe and K. Ito). */
    static final List<Color> CLASSES = List.of(
            new Color(0x0072b2),
            new Color(0xd55e00),
            new Color(0x009e73),
            new Color(0xcc79a7),
            new Color(0xe69f00),
            new Color(0x56b4e9),
            new Color(0xf0e442),
            new Color(0x7f7f7f));

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Font FIXED = new Font(Font.MONOSPACED, Font.PLAIN, 12);

    static final BasicStroke THIN = new BasicStroke(1);
    static final BasicStroke LINE = new BasicStroke(1.5f);
    static final BasicStroke DASHED =
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {3, 3}, 0);

    private static final int BASELINE = 4;

    private Style() {}

    /** Text from x on, whose middle is at a height. */
    static void text(Graphics2D g, Font font, Color colour, double x, double middle, String text) {
        g.setFont(font);
        g.setColor(colour);
        g.drawString(text, (float) x, (float) middle + BASELINE);
    }

    /** Text around x, whose middle is at a height. */
    static void centred(Graphics2D g, Font font, Color colour, double x, double middle, String text) {
        text(g, font, colour, x - width(g, font, text) / 2, middle, text);
    }

    /** Text up to x, whose middle is at a height. */
    static void before(Graphics2D g, Font font, Color colour, double x, double middle, String text) {
        text(g, font, colour, x - width(g, font, text), middle, text);
    }

    static double width(Graphics2D g, Font font, String text) {
        return g.getFontMetrics(font).getStringBounds(text, g).getWidth();
    }

    /** A colour on the way from white. */
    static Color tint(Color full, double share) {
        return new Color(mix(full.getRed(), share), mix(full.getGreen(), share), mix(full.getBlue(), share));
    }

    private static int mix(int full, double share) {
        return (int) Math.round(255 + (full - 255) * Math.max(0, Math.min(1, share)));
    }

    /** Colours and fonts of a chart. */
    static <S extends AxesChartStyler> void dress(Chart<S, ?> chart) {
        S style = chart.getStyler();
        style.setChartBackgroundColor(PAPER);
        style.setChartTitleFont(TITLE);
        style.setChartFontColor(INK);
        style.setPlotBackgroundColor(PAPER);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setAxisTitleFont(TEXT);
        style.setAxisTickLabelsFont(TEXT);
        style.setAxisTickLabelsColor(INK);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendFont(TEXT);
        style.setLegendBorderColor(PAPER);
        style.setLocale(Locale.ROOT);
    }
}
