package org.dl4jquantum.benchmarks.device;

import java.util.ArrayList;
import java.util.List;
import org.dl4jquantum.sim.engine.DeviceException;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.Engines;
import org.dl4jquantum.sim.function.CircuitPullback;
import org.dl4jquantum.sim.function.MemoryMode;
import org.dl4jquantum.sim.math.Precision;

/** Fills the memory until it lacks, by the engine's own account and by the driver's, and goes on from there. */
final class MemoryCheck implements Check {
    private static final String LIMIT = "org.dl4jquantum.cuda.memory";
    private static final long QUICK_LIMIT = 1 << 20;
    /** States are kept that take this part of the memory. */
    private static final int PART = 8;

    private final List<CircuitPullback> kept = new ArrayList<>();

    @Override
    public void run(Findings findings, Conditions conditions) throws InterruptedException {
        if (conditions.quick()) {
            System.setProperty(LIMIT, Long.toString(QUICK_LIMIT));
        }
        int qubits = conditions.quick() ? 8 : 24;
        double[] expected = small().run();
        expectOutOfMemory(findings, "the engine's memory", qubits, conditions, PART + 1);
        works(findings, "the next small call works", expected);
        letGo();
        works(findings, "a small call works with everything freed", expected);
        // A second device of the same number does not know what the first holds: it is the driver that has no more.
        if (!conditions.quick()) {
            long memory = Engines.named("cuda").bytesAvailable();
            fill(qubits, conditions, PART / 2);
            System.setProperty(LIMIT, Long.toString(memory - 1));
            expectOutOfMemory(findings, "the driver's memory", qubits, conditions, PART + 1);
            works(findings, "the next small call works after the driver had no more", expected);
            letGo();
        }
        expectFreed(findings);
    }

    private static Step small() {
        return new Step("cuda", Precision.DOUBLE, 2, 4, 1, MemoryMode.AUTO);
    }

    private void fill(int qubits, Conditions conditions, int count) {
        long each = Engines.named("cuda").bytesAvailable() / PART;
        int batch = (int) Math.max(1, each / ((2L * Double.BYTES) << qubits));
        for (int i = 0; i < count && conditions.left() > 0; i++) {
            kept.add(new Step("cuda", Precision.DOUBLE, batch, qubits, 1, MemoryMode.STORE).keep());
        }
    }

    private void expectOutOfMemory(Findings findings, String what, int qubits, Conditions conditions, int count) {
        try {
            fill(qubits, conditions, count);
            findings.check(what + ": that it lacks is told", false, kept.size() + " times states were kept");
        } catch (DeviceException.OutOfMemory e) {
            findings.check(
                    what + ": that it lacks is told",
                    e.errorName().equals("CUDA_ERROR_OUT_OF_MEMORY") && e.bytesNeeded() > 0,
                    e.toString());
            findings.note(what + ": " + e.getMessage());
        }
    }

    private static void works(Findings findings, String what, double[] expected) {
        findings.check(what, Step.different(expected, small().run()) == 0, "other numbers than before");
    }

    private void letGo() {
        kept.forEach(CircuitPullback::close);
        kept.clear();
    }

    /** Programs free what they hold when the garbage collector has found that nobody can reach them. */
    private static void expectFreed(Findings findings) throws InterruptedException {
        Engine cuda = Engines.named("cuda");
        for (int i = 0; i < 100 && cuda.bytesHeld() > 0; i++) {
            System.gc();
            Thread.sleep(20);
        }
        findings.check("all memory is given back", cuda.bytesHeld() == 0, cuda.bytesHeld() + " bytes are held");
    }
}
