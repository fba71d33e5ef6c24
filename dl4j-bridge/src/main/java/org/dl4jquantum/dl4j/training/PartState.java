package org.dl4jquantum.dl4j.training;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters of a part of a network and the updater's state that belongs to them, kept to be put back. */
final class PartState {
    private record Kept(INDArray place, INDArray value) {}

    private final List<Kept> kept = new ArrayList<>();

    PartState(Network network, List<ParamRange> ranges) {
        INDArray params = network.model().params();
        for (ParamRange range : ranges) {
            keep(range.of(params));
        }
        for (UpdaterBlock block : network.updater().getUpdaterBlocks()) {
            if (block.getUpdaterView() != null) {
                ranges.forEach(range -> keepState(block, range));
            }
        }
    }

    /** A block of neighbours shares arrays, such as Adam's M and V, of one number per parameter each. */
    private void keepState(UpdaterBlock block, ParamRange range) {
        long first = Math.max(range.offset(), block.getParamOffsetStart());
        long end = Math.min(range.end(), block.getParamOffsetEnd());
        if (first < end) {
            long length = (long) block.getParamOffsetEnd() - block.getParamOffsetStart();
            INDArray state =
                    block.getUpdaterView().reshape(block.getUpdaterView().length());
            for (long array = 0; array < state.length() / length; array++) {
                long start = array * length - block.getParamOffsetStart();
                keep(state.get(NDArrayIndex.interval(start + first, start + end)));
            }
        }
    }

    private void keep(INDArray place) {
        kept.add(new Kept(place, place.dup()));
    }

    void restore() {
        kept.forEach(one -> one.place.assign(one.value));
    }
}
