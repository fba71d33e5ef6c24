package org.dl4jquantum.dl4j.ui;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.ui.VertxUIServer;
import org.deeplearning4j.ui.api.UIServer;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.impl.DefaultStatsUpdateConfiguration;
import org.dl4jquantum.dl4j.training.ComponentTiming;
import org.dl4jquantum.dl4j.ui.record.TimeShares;
import org.nd4j.linalg.dataset.DataSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dashboard of a network in training: DL4J's UI and in it the page {@code /quantum}, with circuits, angles, gradients,
 * outputs and time of every quantum layer.
 *
 * <pre>{@code
 * try (QuantumDashboard dashboard = QuantumDashboard.start(network)) {
 *     System.out.println(dashboard.address());
 *     network.fit(data, 100);
 * }
 * }</pre>
 *
 * <p>It is served to this machine alone, unless {@link Builder#onAllInterfaces} opens it. DL4J's own server, started by
 * {@code UIServer.getInstance()}, always listens on every network interface, to whoever reaches the machine; where it runs
 * already the dashboard becomes a page of it, and says so in the log. The JVM runs on until {@link #close}.
 */
public final class QuantumDashboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuantumDashboard.class);
    private static final String WORKER = "0";
    private static final String PORT_PROPERTY = "org.deeplearning4j.ui.port";
    private static final int FIRST_PORT = 9000;
    private static final int PORTS_TRIED = 100;
    private static final int USUAL_INTERVAL = 10;
    private static final int HIGHEST_PORT = 65_535;

    private final Model network;
    private final UIServer server;
    private final boolean ownServer;
    private final StatsStorage storage;
    private final String session;
    private final List<TrainingListener> listeners;
    private boolean closed;

    private QuantumDashboard(Model network, UIServer server, boolean ownServer, Builder settings) {
        this.network = network;
        this.server = server;
        this.ownServer = ownServer;
        storage = settings.storage == null ? new BoundedStatsStorage(settings.maxUpdates) : settings.storage;
        session = settings.session == null ? UUID.randomUUID().toString() : settings.session;
        server.attach(storage);
        DefaultStatsUpdateConfiguration classical = new DefaultStatsUpdateConfiguration.Builder()
                .reportingFrequency(settings.every)
                .build();
        listeners = List.of(
                new StatsListener(storage, null, classical, session, WORKER),
                new QuantumStatsListener(storage, session, WORKER, settings.every));
        network.addListeners(listeners.toArray(TrainingListener[]::new));
    }

    /**
     * Starts a dashboard with default settings.
     *
     * @param network an initialised ComputationGraph or MultiLayerNetwork with at least one quantum layer
     * @throws IllegalArgumentException if it is something else
     */
    public static QuantumDashboard start(Model network) {
        return builder().start(network);
    }

    /** Settings of a dashboard. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the page is, such as {@code http://127.0.0.1:9000/quantum}. */
    public String address() {
        return server.getAddress() + "/quantum";
    }

    /** The id of this training in the storage. */
    public String session() {
        return session;
    }

    /** Where records are kept. */
    public StatsStorage storage() {
        return storage;
    }

    /**
     * Measures where the time of an iteration goes, layer by layer, in a copy of the network, and shows it: see
     * {@link ComponentTiming}. To be called between calls of {@code fit}.
     *
     * @param batch trained on again and again, in the copy
     * @param iterations at least 1
     */
    public ComponentTiming measureTime(DataSet batch, int iterations) {
        ComponentTiming timing = ComponentTiming.of(network, batch, iterations);
        storage.putUpdate(new TimeShares(session, WORKER, System.currentTimeMillis(), timing));
        return timing;
    }

    /** Takes its listeners from the network and its records from the page; stops the server if it has started it. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        WatchedNetwork.removeListeners(network, listeners);
        if (ownServer) {
            BoundServer.stopWhatThereIs();
        } else if (!server.isStopped()) {
            server.detach(storage);
        }
    }

    /** Settings of a dashboard; every one has a default. */
    public static final class Builder {
        private int port = -1;
        private String host = BoundServer.LOOPBACK;
        private int every = USUAL_INTERVAL;
        private int maxUpdates = 1000;
        private String session;
        private StatsStorage storage;

        private Builder() {}

        /**
         * A port that must be free, or 0 for any. The default is the first free one from 9000, or from the value of the
         * system property {@code org.deeplearning4j.ui.port}, on.
         *
         * @throws IllegalArgumentException if it is outside 0..65535
         */
        public Builder port(int number) {
            if (number < 0 || number > HIGHEST_PORT) {
                throw new IllegalArgumentException("dashboard: port " + number + " outside 0.." + HIGHEST_PORT);
            }
            port = number;
            return this;
        }

        /** Serves everyone who reaches this machine, as DL4J's UI does; there is no login. */
        public Builder onAllInterfaces() {
            host = "0.0.0.0";
            return this;
        }

        /**
         * Reports every n-th iteration; the default is 10, as in DL4J. Reports of DL4J's own listener may take longer than
         * an iteration.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder every(int iterations) {
            if (iterations < 1) {
                throw new IllegalArgumentException(
                        "dashboard: every " + iterations + " iterations, at least 1 is needed");
            }
            every = iterations;
            return this;
        }

        /**
         * Updates kept in memory: of more every second is dropped, as {@link BoundedStatsStorage} tells. The default is
         * 1000.
         *
         * @throws IllegalArgumentException if it is below 2
         */
        public Builder maxUpdates(int number) {
            BoundedStatsStorage.checkLimit(number);
            maxUpdates = number;
            return this;
        }

        /** The id of this training; a random one by default. */
        public Builder session(String id) {
            session = id;
            return this;
        }

        /** A storage of your own, such as a FileStatsStorage, in place of one in memory; it grows as it likes. */
        public Builder storage(StatsStorage own) {
            storage = own;
            return this;
        }

        /**
         * Starts the server, or finds the one that runs in this JVM, and adds listeners to the network.
         *
         * @param network an initialised ComputationGraph or MultiLayerNetwork with at least one quantum layer
         * @throws IllegalArgumentException if it is something else
         * @throws PortInUseException if the port asked for is taken; no thread is left then
         */
        public QuantumDashboard start(Model network) {
            if (WatchedNetwork.quantumLayers(network).isEmpty()) {
                throw new IllegalArgumentException("dashboard: no quantum layer among the layers "
                        + WatchedNetwork.layers(network).keySet() + ", at least one is needed");
            }
            VertxUIServer running = VertxUIServer.getInstance();
            boolean own = running == null || running.isStopped();
            UIServer server = own ? BoundServer.start(host, port < 0 ? freePort() : port) : running;
            QuantumDashboard dashboard = new QuantumDashboard(network, server, own, this);
            LOG.info("Quantum dashboard at {}", dashboard.address());
            if (!(server instanceof BoundServer bound && bound.isLocal())) {
                LOG.warn(
                        "The server of the quantum dashboard listens on all network interfaces and has no login; "
                                + "without onAllInterfaces(), and without a UIServer started before, it serves this machine alone");
            }
            return dashboard;
        }

        private int freePort() {
            int first = Integer.getInteger(PORT_PROPERTY, FIRST_PORT);
            for (int candidate = first; candidate < Math.min(first + PORTS_TRIED, HIGHEST_PORT); candidate++) {
                if (isFree(candidate)) {
                    return candidate;
                }
            }
            return 0;
        }

        private boolean isFree(int candidate) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(host, candidate));
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
