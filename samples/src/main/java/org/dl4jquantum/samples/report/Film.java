package org.dl4jquantum.samples.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Pictures of one size, one after another, as an animated GIF that begins again after its end. */
public final class Film {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    /** In hundredths of a second. */
    private static final int DELAY = 25;

    private static final int DELAY_OF_LAST = 200;

    private final List<BufferedImage> pictures = new ArrayList<>();

    /** Adds a picture at the end. */
    public void add(BufferedImage picture) {
        pictures.add(picture);
    }

    /**
     * The film as a GIF file.
     *
     * @throws IOException if it cannot be written to memory
     */
    public byte[] gif() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < pictures.size(); i++) {
                BufferedImage picture = pictures.get(i);
                writer.writeToSequence(new IIOImage(picture, null, metadata(writer, picture, i)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private IIOMetadata metadata(ImageWriter writer, BufferedImage picture, int index) throws IOException {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(picture), parameters);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("transparentColorIndex", "0");
        control.setAttribute("delayTime", Integer.toString(index == pictures.size() - 1 ? DELAY_OF_LAST : DELAY));
        root.appendChild(control);
        if (index == 0) {
            root.appendChild(endlessly());
        }
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    /** The extension by which browsers of the nineties were told to begin again, and all after them. */
    private static IIOMetadataNode endlessly() {
        IIOMetadataNode netscape = new IIOMetadataNode("ApplicationExtension");
        netscape.setAttribute("applicationID", "NETSCAPE");
        netscape.setAttribute("authenticationCode", "2.0");
        netscape.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode all = new IIOMetadataNode("ApplicationExtensions");
        all.appendChild(netscape);
        return all;
    }
}
