package org.dl4jquantum.sim.draw;

/** What a circuit is drawn on. Lengths are pixels, y grows downwards, later marks cover earlier ones. */
interface Canvas {

    /** What follows, up to {@link #end}, is this element. */
    void begin(Element element);

    /** The element is complete. */
    void end();

    /** A box of the element's colours, around its label. */
    void box(int x, int y, int width, int height, String label);

    /** A filled circle. */
    void dot(int x, int y, int radius);

    /** A circle that covers what is behind it. */
    void ring(int x, int y, int radius);

    /** A straight line. */
    void line(Stroke stroke, int x1, int y1, int x2, int y2);

    /** Text whose middle is at a height, from x on. */
    void text(int x, int y, String text);

    /** Kinds of line. */
    enum Stroke {
        WIRE,
        LINK,
        CROSS
    }
}
