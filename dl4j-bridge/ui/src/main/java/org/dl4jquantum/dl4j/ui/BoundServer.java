package org.dl4jquantum.dl4j.ui;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.BindException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.deeplearning4j.ui.VertxUIServer;

/**
 * DL4J's UI server with all its pages, at an address of our choice. DL4J knows a port alone, and listens on every network
 * interface of the machine; here the server that it makes is handed host and port in passing. At the loopback address,
 * requests that name another host are refused, so that no page from elsewhere reaches it by a name of its own.
 */
final class BoundServer extends VertxUIServer {
    static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", LOOPBACK);
    private static final int FORBIDDEN = 403;
    private static final long SECONDS_TO_START = 60;

    private final String host;
    private final int port;

    private BoundServer(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Starts it, and waits until it listens. Where that fails no thread is left.
     *
     * @throws PortInUseException if the port is taken
     * @throws IllegalStateException if it does not start for another reason
     */
    static BoundServer start(String host, int port) {
        BoundServer server = new BoundServer(host, port);
        CompletableFuture<String> deployed = new CompletableFuture<>();
        Vertx.vertx().deployVerticle(server, result -> {
            if (result.succeeded()) {
                deployed.complete(result.result());
            } else {
                deployed.completeExceptionally(result.cause());
            }
        });
        try {
            deployed.get(SECONDS_TO_START, TimeUnit.SECONDS);
            return server;
        } catch (ExecutionException e) {
            stopWhatThereIs();
            throw failure(host, port, e.getCause());
        } catch (TimeoutException e) {
            stopWhatThereIs();
            throw new IllegalStateException("dashboard: the server did not start in " + SECONDS_TO_START + " s", e);
        } catch (InterruptedException e) {
            stopWhatThereIs();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("dashboard: interrupted while the server started", e);
        }
    }

    private static IllegalStateException failure(String host, int port, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use")) {
                return new PortInUseException(host, port, failure);
            }
        }
        return new IllegalStateException(
                "dashboard: the server does not start at port " + port + " of " + host + "; see the cause", failure);
    }

    /** Ends Vert.x and its threads, and makes DL4J forget the server. */
    static void stopWhatThereIs() {
        try {
            stopInstance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("dashboard: the server does not stop", e);
        }
    }

    @Override
    public String getAddress() {
        return "http://" + (isLocal() ? LOOPBACK : "localhost") + ":" + getPort();
    }

    /** Whether it serves this machine alone. */
    boolean isLocal() {
        return host.equals(LOOPBACK);
    }

    @Override
    public void init(Vertx vertx, Context context) {
        super.init(proxy(Vertx.class, vertx, this::onVertx), context);
    }

    private Object onVertx(Vertx vertx, Method method, Object[] arguments) throws ReflectiveOperationException {
        if (method.getName().equals("createHttpServer") && method.getParameterCount() == 0) {
            return proxy(HttpServer.class, vertx.createHttpServer(), this::onHttpServer);
        }
        return method.invoke(vertx, arguments);
    }

    @SuppressWarnings("unchecked") // types of arguments are those of the methods with these names
    private Object onHttpServer(HttpServer server, Method method, Object[] arguments)
            throws ReflectiveOperationException {
        if (method.getName().equals("listen") && method.getParameterCount() == 2 && arguments[0] instanceof Integer) {
            return server.listen(port, host, (Handler<AsyncResult<HttpServer>>) arguments[1]);
        }
        if (method.getName().equals("requestHandler") && method.getParameterCount() == 1) {
            server.requestHandler(guarded((Handler<HttpServerRequest>) arguments[0]));
            return proxy(HttpServer.class, server, this::onHttpServer);
        }
        return method.invoke(server, arguments);
    }

    private Handler<HttpServerRequest> guarded(Handler<HttpServerRequest> handler) {
        return request -> {
            String named = request.host() == null ? "" : request.host().replaceFirst(":\\d+$", "");
            if (isLocal() && !LOCAL_NAMES.contains(named)) {
                request.response().setStatusCode(FORBIDDEN).end("This server is for this machine alone.");
            } else {
                handler.handle(request);
            }
        };
    }

    /** What is called instead of an object's methods. */
    private interface Instead<T> {
        Object call(T original, Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, T original, Instead<T> instead) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return instead.call(original, method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), original.getClass().getInterfaces(), handler));
    }
}
