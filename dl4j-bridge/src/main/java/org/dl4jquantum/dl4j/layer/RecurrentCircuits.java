package org.dl4jquantum.dl4j.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jquantum.dl4j.conf.Dressing;
import org.dl4jquantum.dl4j.conf.QuantumRecurrentLayer;
import org.dl4jquantum.sim.math.RandomKey;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link QuantumRecurrentLayer} at work inside a network: its cell, step by step, over the whole batch. As in DL4J's
 * own recurrent layers, a masked step gives zeros and leaves a state of zeros. The backward pass computes the steps
 * again rather than keep them.
 *
 * @param <T> steps of the cell
 */
public final class RecurrentCircuits<T> extends BaseRecurrentLayer<QuantumRecurrentLayer> implements RunsCircuits {
    private static final long serialVersionUID = 1;
    private static final String STATE = "state";

    private final transient Cell<T> cell;
    /** Where the last part of a series that is trained in parts began; DL4J keeps only where it ended. */
    private transient List<INDArray> start;

    private RecurrentCircuits(NeuralNetConfiguration conf, DataType dataType, Cell<T> cell) {
        super(conf, dataType);
        this.cell = cell;
    }

    /**
     * An LSTM for a configuration.
     *
     * @param gates f, i, g, o
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public static RecurrentCircuits<?> lstm(
            NeuralNetConfiguration conf, Dressing gates, DataType type, int layerIndex) {
        return new RecurrentCircuits<>(conf, type, new LstmCell(gates, conf.getSeed(), layerIndex, type));
    }

    /**
     * A GRU for a configuration.
     *
     * @param gates r, u
     * @param candidate n
     * @throws UnsupportedOperationException if the engine or the gradient method cannot work with the circuit
     */
    public static RecurrentCircuits<?> gru(
            NeuralNetConfiguration conf, Dressing gates, Dressing candidate, DataType type, int layerIndex) {
        return new RecurrentCircuits<>(conf, type, new GruCell(gates, candidate, conf.getSeed(), layerIndex, type));
    }

    @Override
    public String engineName() {
        return cell.banks().get(0).engineName(dataType);
    }

    @Override
    public long circuitNanos() {
        return cell.banks().stream().mapToLong(CircuitBank::nanos).sum();
    }

    @Override
    public long storedBytes() {
        return cell.banks().stream().mapToLong(CircuitBank::storedBytes).sum();
    }

    @Override
    public List<CircuitPlace> circuitPlaces() {
        return cell.banks().stream().flatMap(bank -> bank.places().stream()).toList();
    }

    @Override
    public void watch(CircuitWatcher watcher) {
        int before = 0;
        for (CircuitBank bank : cell.banks()) {
            bank.watch(before, watcher);
            before += bank.places().size();
        }
    }

    @Override
    public void clear() {
        super.clear();
        cell.banks().forEach(CircuitBank::release);
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return run(zeros(), training, workspaceMgr).getFirst();
    }

    @Override
    public INDArray rnnTimeStep(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        setInput(x, workspaceMgr);
        Pair<INDArray, List<INDArray>> run = run(stored(stateMap), false, workspaceMgr);
        store(run.getSecond(), stateMap);
        return run.getFirst();
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray x, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
        setInput(x, workspaceMgr);
        List<INDArray> from = stored(tBpttStateMap);
        if (training) {
            start = from;
        }
        Pair<INDArray, List<INDArray>> run = run(from, training, workspaceMgr);
        if (storeLastForTBPTT) {
            store(run.getSecond(), tBpttStateMap);
        }
        return run.getFirst();
    }

    @Override
    public void rnnClearPreviousState() {
        super.rnnClearPreviousState();
        start = null;
    }

    private List<INDArray> zeros() {
        return states(i -> Nd4j.zeros(dataType, input.size(0), layerConf().getNOut()));
    }

    private List<INDArray> states(IntFunction<INDArray> each) {
        return IntStream.range(0, cell.numStates()).mapToObj(each).toList();
    }

    private List<INDArray> stored(Map<String, INDArray> from) {
        if (from.isEmpty()) {
            return zeros();
        }
        List<INDArray> state = states(i -> from.get(STATE + i).castTo(dataType));
        if (state.get(0).size(0) != input.size(0)) {
            throw invalid("batch of " + input.size(0) + " received, the stored state is of "
                    + state.get(0).size(0) + "; call rnnClearPreviousState() before other series");
        }
        return state;
    }

    private static void store(List<INDArray> state, Map<String, INDArray> into) {
        for (int i = 0; i < state.size(); i++) {
            into.put(STATE + i, state.get(i).detach());
        }
    }

    /** All outputs, and the last state. */
    private Pair<INDArray, List<INDArray>> run(List<INDArray> from, boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray x = prepared(training, workspaceMgr);
        Pass pass = pass(training, workspaceMgr);
        long[] shape = {x.size(0), layerConf().getNOut(), x.size(2)};
        INDArray outputs = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'f');
        List<INDArray> state = from;
        for (long step = 0; step < x.size(2); step++) {
            state = masked(cell.state(forward(x, step, state, pass)), step);
            TimeSteps.of(outputs, step).assign(state.get(0));
        }
        return new Pair<>(inFormat(outputs), state);
    }

    private T forward(INDArray x, long step, List<INDArray> state, Pass pass) {
        try {
            return cell.forward(TimeSteps.of(x, step), state, pass.at(step));
        } catch (IllegalArgumentException e) {
            throw invalid("step " + step + ": " + e.getMessage());
        }
    }

    /** Input as [batch, size, time], after dropout. */
    private INDArray prepared(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(training);
        long size = input.rank() == 3 ? inFormat(input).size(1) : -1;
        if (size != layerConf().getNIn()) {
            throw invalid("input of shape " + Arrays.toString(input.shape()) + " received, [batch, "
                    + layerConf().getNIn() + ", time] needed");
        }
        applyDropOutIfNecessary(training, workspaceMgr);
        return inFormat(input.castTo(dataType));
    }

    /** From the network's format to [batch, size, time], and back. */
    private INDArray inFormat(INDArray series) {
        return layerConf().getRnnDataFormat() == RNNFormat.NWC ? series.permute(0, 2, 1) : series;
    }

    private List<INDArray> masked(List<INDArray> state, long step) {
        if (maskArray == null) {
            return state;
        }
        INDArray column = maskArray.getColumn(step, true).castTo(dataType);
        return state.stream().map(part -> part.mulColumnVector(column)).toList();
    }

    private Pass pass(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return new Pass(
                dataType,
                key -> params.containsKey(key) ? getParamWithNoise(key, training, workspaceMgr) : Nd4j.empty(dataType),
                gradientViews,
                training ? getIterationCount() : RandomKey.INFERENCE,
                workspaceMgr,
                ArrayType.ACTIVATIONS);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        return backward(zeros(), 0, epsilon, workspaceMgr);
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int tbpttBackLength, LayerWorkspaceMgr workspaceMgr) {
        long first = Math.max(0, inFormat(input).size(2) - tbpttBackLength);
        return backward(start == null ? zeros() : start, first, epsilon, workspaceMgr);
    }

    /** Through all steps from the last to the first that counts; earlier ones get no gradient. */
    private Pair<Gradient, INDArray> backward(
            List<INDArray> from, long first, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        INDArray x = prepared(true, workspaceMgr);
        INDArray dy = inFormat(epsilon);
        Pass pass = pass(true, workspaceMgr);
        List<T> steps = new ArrayList<>();
        List<INDArray> state = from;
        for (long step = 0; step < x.size(2); step++) {
            steps.add(forward(x, step, state, pass));
            state = masked(cell.state(steps.get((int) step)), step);
        }
        if (start != null) {
            store(state, tBpttStateMap);
        }

        gradientsFlattened.assign(0);
        INDArray dx = workspaceMgr.create(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'f');
        List<INDArray> dState = zeros();
        for (long step = x.size(2) - 1; step >= first; step--) {
            List<INDArray> total = new ArrayList<>(dState);
            total.set(0, dState.get(0).add(TimeSteps.of(dy, step).castTo(dataType)));
            Cell.Back back = cell.backward(steps.get((int) step), masked(total, step), pass.at(step));
            TimeSteps.of(dx, step).assign(back.dx());
            dState = back.dState();
        }
        Gradient gradient = new DefaultGradient();
        conf.variables().forEach(key -> gradient.gradientForVariable().put(key, pass.gradient(key)));
        clearNoiseWeightParams();
        return new Pair<>(gradient, backpropDropOutIfPresent(inFormat(dx)));
    }

    /** As DL4J's recurrent layers: layers above are not masked by it again. */
    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int minibatchSize) {
        maskArray = mask;
        return new Pair<>(mask, MaskState.Passthrough);
    }

    private DL4JInvalidInputException invalid(String message) {
        return new DL4JInvalidInputException(layerConf().getClass().getSimpleName() + ": " + message + " " + layerId());
    }
}
