package org.dl4jquantum.dl4j.display;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Something to look at, as pixels and as SVG; immutable. In a notebook it shows itself: see {@link KernelDisplay}. */
public final class Picture {
    /** Pixels of an image per unit of width and height: fine enough to zoom in and to print. */
    public static final int SCALE = 2;

    private final String title;
    private final int width;
    private final int height;
    private final Consumer<Graphics2D> painter;
    private final Supplier<String> svg;

    Picture(String title, int width, int height, Consumer<Graphics2D> painter, Supplier<String> svg) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.painter = painter;
        this.svg = svg;
    }

    /**
     * A picture of your own.
     *
     * @param title what is shown, for those who cannot see it
     * @param width in units of 1/96 inch, at least 1
     * @param height as the width
     * @param painter paints it, as often as it is asked for, always the same; the background is white
     * @throws IllegalArgumentException if a side is below 1
     */
    public static Picture of(String title, int width, int height, Consumer<Graphics2D> painter) {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(painter, "painter");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "picture \"" + title + "\": size " + width + " x " + height + ", at least 1 x 1 is needed");
        }
        Consumer<Graphics2D> onPaper = graphics -> {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            painter.accept(graphics);
        };
        return new Picture(title, width, height, onPaper, () -> SvgText.of(title, width, height, onPaper));
    }

    /** What is shown. */
    public String title() {
        return title;
    }

    /** Width in units of 1/96 inch: pixels of the SVG. */
    public int width() {
        return width;
    }

    /** Height in units of 1/96 inch: pixels of the SVG. */
    public int height() {
        return height;
    }

    /** Paints the picture as a part of another, its upper left corner at the origin. */
    public void paint(Graphics2D graphics) {
        Graphics2D own = (Graphics2D) graphics.create();
        own.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        own.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        own.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        painter.accept(own);
        own.dispose();
    }

    /** As pixels, {@value #SCALE} for every unit of width and height. */
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        paint(graphics);
        graphics.dispose();
        return image;
    }

    /** {@link #image} as a PNG file. */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image(), "png", bytes)) {
                throw new IllegalStateException("This Java has no PNG writer; the module java.desktop is needed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A standalone SVG document without XML declaration, so that it may stand inside HTML too. */
    public String svg() {
        return svg.get();
    }

    /**
     * Writes the picture to a file, as the ending says: {@code .png} or {@code .svg}. The file is whole or not there: it is
     * written beside its place and moved.
     *
     * @throws IllegalArgumentException if the ending is another
     * @throws IOException if the file cannot be written
     */
    public void save(Path file) throws IOException {
        String name = file.toAbsolutePath().getFileName().toString().toLowerCase(Locale.ROOT);
        byte[] content;
        if (name.endsWith(".png")) {
            content = png();
        } else if (name.endsWith(".svg")) {
            content = svg().getBytes(StandardCharsets.UTF_8);
        } else {
            throw new IllegalArgumentException(
                    "picture \"" + title + "\": cannot be saved as " + file + ", the name has to end in .png or .svg");
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path beside = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.write(beside, content);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** What is shown, and the size. */
    @Override
    public String toString() {
        return title + " (" + width + " x " + height + ")";
    }
}
