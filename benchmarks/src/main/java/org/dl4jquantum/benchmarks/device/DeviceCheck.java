package org.dl4jquantum.benchmarks.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dl4jquantum.sim.engine.Engine;
import org.dl4jquantum.sim.engine.Engines;

/** Which device and driver these are, and which machine. */
final class DeviceCheck implements Check {

    @Override
    public void run(Findings findings, Conditions conditions) throws InterruptedException {
        Engine cuda = Engines.named("cuda");
        ObjectNode row = JsonNodeFactory.instance
                .objectNode()
                .put("device", cuda.toString())
                .put("bytes", cuda.bytesAvailable())
                .put("max_qubits", cuda.capabilities().maxQubits())
                .put("native", Engines.named("native").variant())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        findings.row(row);
        findings.check("the device tells its memory", cuda.bytesAvailable() > 0, cuda.toString());
        String query = "name,driver_version,memory.total,memory.used,clocks.sm,clocks.mem,power.draw";
        try {
            Process process = new ProcessBuilder(List.of("nvidia-smi", "--query-gpu=" + query, "--format=csv"))
                    .redirectErrorStream(true)
                    .start();
            findings.note(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            process.waitFor();
        } catch (IOException e) {
            findings.note("nvidia-smi is not there");
        }
    }
}
