package org.dl4jquantum.dl4j.display;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Places of the nodes of a network: every node below all it reads, in rows; a line that passes rows has a place of its own in
 * each, so that it passes no node (K. Sugiyama, S. Tagawa and M. Toda, IEEE Trans. Syst. Man Cybern. 11, 109, 1981).
 */
final class NetworkLayout {
    private static final int MARGIN = 20;
    private static final int ROW_GAP = 40;
    private static final int GAP = 28;
    private static final int PASSAGE = 12;

    private final List<Place> places = new ArrayList<>();
    private final List<List<Place>> rows = new ArrayList<>();
    private int width;
    private int height;

    /** A node, or where a line passes a row: then it has no node. */
    static final class Place {
        final NetworkNode node;
        final List<Place> above = new ArrayList<>();
        final Rectangle box;
        /** Where the place's row begins and ends: beyond it a line may bend, and meets no box. */
        int top;

        int bottom;
        private int order;

        private Place(NetworkNode node, Dimension size) {
            this.node = node;
            box = new Rectangle(size);
        }
    }

    /**
     * Finds places.
     *
     * @param nodes each after those it reads
     * @param size of a node's box
     */
    NetworkLayout(List<NetworkNode> nodes, Function<NetworkNode, Dimension> size) {
        Map<String, Integer> rowOf = new HashMap<>();
        Map<String, Place> placeOf = new HashMap<>();
        for (NetworkNode node : nodes) {
            int row = node.inputs().stream().mapToInt(rowOf::get).max().orElse(-1) + 1;
            rowOf.put(node.name(), row);
            Place place = put(row, new Place(node, size.apply(node)));
            placeOf.put(node.name(), place);
            for (String input : node.inputs()) {
                Place above = placeOf.get(input);
                for (int passed = rowOf.get(input) + 1; passed < row; passed++) {
                    Place passage = put(passed, new Place(null, new Dimension(PASSAGE, 0)));
                    passage.above.add(above);
                    above = passage;
                }
                place.above.add(above);
            }
        }
        rows.forEach(NetworkLayout::sort);
        arrange();
    }

    private Place put(int row, Place place) {
        if (row == rows.size()) {
            rows.add(new ArrayList<>());
        }
        rows.get(row).add(place);
        places.add(place);
        return place;
    }

    /** Under the middle of what is above. */
    private static void sort(List<Place> row) {
        row.sort(Comparator.comparingDouble(place ->
                place.above.stream().mapToInt(above -> above.order).average().orElse(0)));
        for (int i = 0; i < row.size(); i++) {
            row.get(i).order = i;
        }
    }

    private void arrange() {
        int widest = rows.stream().mapToInt(NetworkLayout::width).max().orElse(0);
        int y = MARGIN;
        for (List<Place> row : rows) {
            int tallest = row.stream().mapToInt(place -> place.box.height).max().orElse(0);
            int x = MARGIN + (widest - width(row)) / 2;
            for (Place place : row) {
                place.top = y;
                place.bottom = y + tallest;
                place.box.height = place.node == null ? tallest : place.box.height;
                place.box.setLocation(x, y + (tallest - place.box.height) / 2);
                x += place.box.width + GAP;
            }
            y += tallest + ROW_GAP;
        }
        width = widest + 2 * MARGIN;
        height = y - ROW_GAP + MARGIN;
    }

    private static int width(List<Place> row) {
        return row.stream().mapToInt(place -> place.box.width + GAP).sum() - GAP;
    }

    /** All places, those of lines too. */
    List<Place> places() {
        return places;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
