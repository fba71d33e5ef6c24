package org.dl4jquantum.dl4j.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.core.storage.impl.RemoteUIStatsStorageRouter;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.deeplearning4j.ui.api.UIServer;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantumDashboardTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    static Stream<Model> networks() {
        return Stream.of(TestNetworks.graph(), TestNetworks.sequence());
    }

    @AfterEach
    void everyServerIsStopped() {
        BoundServer.stopWhatThereIs();
        assertEquals(List.of(), vertxThreads());
    }

    /** After a moment: threads end behind the server. */
    private static List<String> vertxThreads() {
        List<String> running = List.of();
        for (int i = 0; i < 200; i++) {
            running = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.isDaemon() && thread.getName().startsWith("vert.x"))
                    .map(Thread::getName)
                    .toList();
            if (running.isEmpty()) {
                break;
            }
            pause();
        }
        return running;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(20).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static QuantumDashboard start(Model network) {
        return QuantumDashboard.builder().port(0).every(1).start(network);
    }

    private static int port(QuantumDashboard dashboard) {
        return URI.create(dashboard.address()).getPort();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainingIsReportedToBothPages(Model network) throws Exception {
        try (QuantumDashboard dashboard = start(network)) {
            TestNetworks.fit(network, TestNetworks.data(4), 3);
            assertEquals(
                    List.of("QuantumStats", "StatsListener"),
                    dashboard.storage().listTypeIDsForSession(dashboard.session()).stream()
                            .sorted()
                            .toList());
            Http http = new Http(dashboard.address());
            assertEquals(200, http.get("").statusCode());
            assertEquals(200, http.get("/../train/overview").statusCode());
            assertEquals(200, http.get("/../train/model/graph").statusCode());
            assertEquals(
                    200,
                    http.get("/../assets/webjars/flot/0.8.3/jquery.flot.js").statusCode());
        }
    }

    @Test
    void closingLeavesTheNetworkAsItWas() {
        ComputationGraph network = TestNetworks.graph();
        CollectScoresListener other = new CollectScoresListener(1);
        network.setListeners(other);
        QuantumDashboard dashboard = start(network);
        assertEquals(3, network.getListeners().size());
        dashboard.close();
        dashboard.close();
        assertEquals(List.of(other), List.copyOf(network.getListeners()));
        assertThrows(IOException.class, () -> new Socket(LOOPBACK, port(dashboard)).close());
    }

    @Test
    void onlyThisMachineIsServed() throws Exception {
        try (QuantumDashboard dashboard = start(TestNetworks.sequence())) {
            assertTrue(dashboard.address().startsWith("http://127.0.0.1:"), dashboard.address());
            Optional<InetAddress> elsewhere = addressOnTheNetwork();
            if (elsewhere.isPresent()) {
                assertThrows(IOException.class, () -> new Socket(elsewhere.get(), port(dashboard)).close());
            }
            assertEquals(403, Http.statusWithHost(port(dashboard), "attacker.example"));
            assertEquals(403, Http.statusWithHost(port(dashboard), "attacker.example:80"));
            assertEquals(200, Http.statusWithHost(port(dashboard), "localhost:1234"));
        }
    }

    @Test
    void everyoneIsServedWhereThatIsAskedFor() throws Exception {
        try (QuantumDashboard dashboard =
                QuantumDashboard.builder().port(0).onAllInterfaces().start(TestNetworks.sequence())) {
            Optional<InetAddress> elsewhere = addressOnTheNetwork();
            if (elsewhere.isPresent()) {
                new Socket(elsewhere.get(), port(dashboard)).close();
            }
            assertEquals(200, Http.statusWithHost(port(dashboard), "trainer.example"));
        }
    }

    private static Optional<InetAddress> addressOnTheNetwork() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    @Test
    void takenPortsAreRefusedAndNoThreadIsLeft() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int port = taken.getLocalPort();
            Model network = TestNetworks.sequence();
            PortInUseException refused = assertThrows(
                    PortInUseException.class,
                    () -> QuantumDashboard.builder().port(port).start(network));
            assertEquals(port, refused.port());
            assertEquals(
                    "dashboard: port " + port
                            + " of 127.0.0.1 is in use; choose another, or none for the next that is free",
                    refused.getMessage());
            assertEquals(List.of(), vertxThreads());
            assertEquals(0, ((MultiLayerNetwork) network).getListeners().size());
            try (QuantumDashboard second = start(network)) {
                assertNotEquals(port, port(second));
            }
        }
    }

    @Test
    void otherReasonsAreToldApart() {
        // An address kept for documentation: no machine has it.
        IllegalStateException failed =
                assertThrows(IllegalStateException.class, () -> BoundServer.start("192.0.2.1", 9000));
        assertEquals(
                "dashboard: the server does not start at port 9000 of 192.0.2.1; see the cause", failed.getMessage());
        assertEquals(List.of(), vertxThreads());
    }

    @Test
    void theNextFreePortIsTakenByDefault() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            System.setProperty("org.deeplearning4j.ui.port", String.valueOf(taken.getLocalPort()));
            try (QuantumDashboard dashboard = QuantumDashboard.start(TestNetworks.sequence())) {
                assertTrue(port(dashboard) > taken.getLocalPort(), dashboard.address());
            } finally {
                System.clearProperty("org.deeplearning4j.ui.port");
            }
        }
    }

    @Test
    void aServerThatRunsIsUsedAndLeftRunning() throws Exception {
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(0));
            System.setProperty("org.deeplearning4j.ui.port", String.valueOf(free.getLocalPort()));
        }
        UIServer server = UIServer.getInstance();
        System.clearProperty("org.deeplearning4j.ui.port");
        InMemoryStatsStorage storage = new InMemoryStatsStorage();
        Model network = TestNetworks.sequence();
        try (QuantumDashboard dashboard = QuantumDashboard.builder()
                .storage(storage)
                .session("mine")
                .every(2)
                .start(network)) {
            assertEquals(server.getPort(), port(dashboard));
            TestNetworks.fit(network, TestNetworks.data(4), 3);
            assertEquals(2, storage.getNumUpdateRecordsFor("mine", NetworkInfo.TYPE_ID, "0"));
            assertEquals(200, new Http(dashboard.address()).get("").statusCode());
        }
        assertFalse(server.isStopped());
        assertFalse(server.isAttached(storage));
    }

    @Test
    void trainingElsewhereIsShownToo() throws Exception {
        try (QuantumDashboard dashboard = start(TestNetworks.sequence())) {
            UIServer server = UIServer.getInstance();
            server.enableRemoteListener();
            RemoteUIStatsStorageRouter router = new RemoteUIStatsStorageRouter(server.getAddress());
            Model far = TestNetworks.graph();
            far.setListeners(new QuantumStatsListener(router, "far", "w", 1));
            TestNetworks.fit(far, TestNetworks.data(4), 3);
            Http http = new Http(dashboard.address());
            String query = "/updates?session=far&worker=w";
            for (int i = 0; i < 500 && http.json(query).path("updates").size() < 3; i++) {
                pause();
            }
            router.shutdown();
            assertEquals(3, http.json(query).get("updates").size());
            assertTrue(http.json("/sessions").toString().contains("\"session\":\"far\""));
        }
    }

    @Test
    void timeOfLayersIsMeasuredOnDemand() throws Exception {
        Model network = TestNetworks.graph();
        try (QuantumDashboard dashboard = start(network)) {
            TestNetworks.fit(network, TestNetworks.data(4), 1);
            assertEquals(
                    5, dashboard.measureTime(TestNetworks.data(4), 2).layers().size());
            String query = "/updates?worker=0&session=" + dashboard.session();
            assertEquals(
                    "second",
                    new Http(dashboard.address())
                            .json(query)
                            .at("/timing/layers/3/name")
                            .asText());
        }
    }

    private static String refusal(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void whatIsNoQuantumNetworkIsRefused() {
        assertEquals(
                "dashboard: no quantum layer among the layers [0, 1], at least one is needed",
                refusal(() -> QuantumDashboard.start(TestNetworks.classical())));
        assertEquals(
                "dashboard: null received, a ComputationGraph or MultiLayerNetwork is needed",
                refusal(() -> QuantumDashboard.start(null)));
        MultiLayerNetwork raw = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(TestNetworks.output())
                .build());
        assertEquals(
                "dashboard: the network is not initialised; call init() first",
                refusal(() -> QuantumDashboard.start(raw)));
    }

    @Test
    void wrongSettingsAreRefused() {
        assertEquals("dashboard: port 65536 outside 0..65535", refusal(() -> QuantumDashboard.builder()
                .port(65_536)));
        assertEquals("dashboard: port -1 outside 0..65535", refusal(() -> QuantumDashboard.builder()
                .port(-1)));
        assertEquals("dashboard: every 0 iterations, at least 1 is needed", refusal(() -> QuantumDashboard.builder()
                .every(0)));
        assertEquals(
                "bounded storage: limit of 1 updates, at least 2 are needed",
                refusal(() -> QuantumDashboard.builder().maxUpdates(1)));
    }
}
