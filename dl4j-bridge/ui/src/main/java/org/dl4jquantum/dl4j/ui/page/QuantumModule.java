package org.dl4jquantum.dl4j.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.ui.api.HttpMethod;
import org.deeplearning4j.ui.api.Route;
import org.deeplearning4j.ui.api.UIModule;
import org.deeplearning4j.ui.i18n.I18NResource;
import org.dl4jquantum.dl4j.ui.record.NetworkInfo;
import org.dl4jquantum.dl4j.ui.record.TimeShares;

/**
 * The page {@code /quantum} of DL4J's training UI, which finds this class through its service loader.
 *
 * <table>
 * <caption>Routes</caption>
 * <tr><td>{@code /quantum}</td><td>the page</td></tr>
 * <tr><td>{@code /quantum/sessions}</td><td>trainings and their quantum layers, as JSON</td></tr>
 * <tr><td>{@code /quantum/updates?session=&worker=&after=}</td><td>what was reported after that time, as JSON</td></tr>
 * <tr><td>{@code /quantum/circuit?session=&worker=&layer=&circuit=&width=}</td><td>a circuit, as SVG</td></tr>
 * </table>
 *
 * Wrong parameters are answered by status 400, unknown sessions by 404, both with {@code {"error": "..."}}.
 */
public final class QuantumModule implements UIModule {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** Pictures of circuits bring their style along. */
    private static final String NOTHING_FROM_ELSEWHERE =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

    private final List<StatsStorage> storages = new CopyOnWriteArrayList<>();
    private final Answers answers = new Answers(storages);

    @Override
    public List<String> getCallbackTypeIDs() {
        return List.of(NetworkInfo.TYPE_ID, TimeShares.TYPE_ID);
    }

    @Override
    public List<Route> getRoutes() {
        return List.of(
                file("/quantum", "page.html", "text/html"),
                file("/quantum/page.css", "page.css", "text/css"),
                file("/quantum/plots.js", "plots.js", "text/javascript"),
                file("/quantum/page.js", "page.js", "text/javascript"),
                get("/quantum/sessions", "application/json", query -> answers.sessions()
                        .toString()),
                get("/quantum/updates", "application/json", query -> answers.updates(query)
                        .toString()),
                get("/quantum/circuit", "image/svg+xml", answers::circuit));
    }

    /** What is answered to a query. */
    private interface Answer {
        String to(Query query);
    }

    private static Route file(String path, String name, String type) {
        String content = resource(name);
        return get(path, type, query -> content);
    }

    private static Route get(String path, String type, Answer answer) {
        return new Route(path, HttpMethod.GET, (arguments, context) -> {
            try {
                String text = answer.to(name -> context.request().getParam(name));
                context.response()
                        .putHeader("content-type", type + "; charset=utf-8")
                        .putHeader("cache-control", "no-cache")
                        .putHeader("x-content-type-options", "nosniff")
                        .putHeader("content-security-policy", NOTHING_FROM_ELSEWHERE)
                        .end(text);
            } catch (UnknownSessionException e) {
                refuse(context, NOT_FOUND, e);
            } catch (IllegalArgumentException e) {
                refuse(context, BAD_REQUEST, e);
            }
        });
    }

    private static void refuse(RoutingContext context, int status, Exception why) {
        JsonNode error = RecordJson.object().put("error", why.getMessage());
        context.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json; charset=utf-8")
                .end(error.toString());
    }

    private static String resource(String name) {
        try (InputStream stream = QuantumModule.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing: the page asks for what is new. */
    @Override
    public void reportStorageEvents(Collection<StatsStorageEvent> events) {}

    @Override
    public void onAttach(StatsStorage storage) {
        storages.add(storage);
    }

    @Override
    public void onDetach(StatsStorage storage) {
        storages.remove(storage);
    }

    @Override
    public List<I18NResource> getInternationalizationResources() {
        return List.of();
    }
}
