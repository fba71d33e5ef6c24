package org.dl4jquantum.sim.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jquantum.sim.plan.PlanOp.Block;
import org.dl4jquantum.sim.plan.PlanOp.Diagonal;
import org.dl4jquantum.sim.plan.PlanOp.Rotation;

/**
 * Operations in levels: first diagonal rotations, which merge, then others. A rotation goes to the earliest level that
 * everything it does not commute with allows; nothing passes a block.
 */
final class Levels {

    private static final class Level {
        final List<Rotation> diagonal = new ArrayList<>();
        final List<PlanOp> others = new ArrayList<>();
    }

    private final List<Level> levels = new ArrayList<>();
    /** Levels before this one lie in front of the last block. */
    private int open;

    void add(Rotation rotation) {
        boolean diagonal = rotation.word().isDiagonal();
        int place = levels.size();
        while (place > open && mayPass(rotation, levels.get(place - 1), diagonal)) {
            place--;
        }
        // A diagonal goes behind the level that stops it, any other rotation may close that level itself.
        int target = diagonal ? place : Math.max(open, place - 1);
        while (levels.size() <= target) {
            levels.add(new Level());
        }
        if (diagonal) {
            levels.get(target).diagonal.add(rotation);
        } else {
            levels.get(target).others.add(rotation);
        }
    }

    private static boolean mayPass(Rotation rotation, Level level, boolean diagonal) {
        return commutes(rotation, level.others) && (diagonal || commutes(rotation, level.diagonal));
    }

    private static boolean commutes(Rotation rotation, List<? extends PlanOp> operations) {
        return operations.stream()
                .allMatch(
                        other -> other instanceof Rotation known && known.word().commutesWith(rotation.word()));
    }

    void add(Block block) {
        Level level = new Level();
        level.others.add(block);
        levels.add(level);
        open = levels.size();
    }

    List<PlanOp> operations() {
        List<PlanOp> operations = new ArrayList<>();
        for (Level level : levels) {
            if (!level.diagonal.isEmpty()) {
                operations.add(new Diagonal(merged(level.diagonal)));
            }
            operations.addAll(level.others);
        }
        return operations;
    }

    /** Rotations about one word by one slot, or by constants, add up. */
    private static List<Rotation> merged(List<Rotation> rotations) {
        Map<Rotation, Double> factors = new LinkedHashMap<>();
        for (Rotation rotation : rotations) {
            factors.merge(new Rotation(rotation.word(), rotation.slot(), 1), rotation.factor(), Double::sum);
        }
        List<Rotation> merged = new ArrayList<>();
        factors.forEach((unit, factor) -> merged.add(new Rotation(unit.word(), unit.slot(), factor)));
        return merged;
    }
}
