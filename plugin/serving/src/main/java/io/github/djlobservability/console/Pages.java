package io.github.djlobservability.console;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.telemetry.Failures;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plugin's pages. Thread-safe.
 *
 * <ul>
 *   <li>{@code GET /observability}: all models' figures
 *   <li>{@code GET /observability/models/{model}}: one model's
 *   <li>{@code GET /observability/models/{model}/drift}: how it compares with its reference
 *   <li>{@code POST /observability/models/{model}/reference?items=N}: take the next items as its
 *       reference
 *   <li>{@code POST /observability/models/{model}/feedback}: take labels of its predictions; {@code
 *       GET}: how they stand
 *   <li>{@code GET /observability/models/{model}/quality}: how right it is
 * </ul>
 *
 * A model is named with {@code ?version=} where it has versions.
 */
public final class Pages {
  private static final String DEFAULT_ITEMS = "1000";
  private static final long MIN_ITEMS = 100;
  private static final long MAX_ITEMS = 1_000_000;

  private final Supplier<Overview.Plugin> plugin;
  private final Configuration configuration;
  private final ServedModels models;
  private final Monitoring monitoring;
  private final LoadMonitoring load;
  private final Failures failures;
  private final HardwareFigures hardware;
  private final FeedbackPage feedback;

  public Pages(
      Supplier<Overview.Plugin> plugin,
      Configuration configuration,
      ServedModels models,
      Monitoring monitoring,
      LoadMonitoring load,
      Failures failures,
      HardwareFigures hardware) {
    this.plugin = plugin;
    this.configuration = configuration;
    this.models = models;
    this.monitoring = monitoring;
    this.load = load;
    this.failures = failures;
    this.hardware = hardware;
    this.feedback = new FeedbackPage(monitoring);
  }

  /**
   * Answers a request.
   *
   * @param segments the path, split at its slashes; the first is empty, the second ours
   */
  CompletableFuture<Reply> answer(
      FullHttpRequest request, String[] segments, QueryStringDecoder query) {
    if (segments.length == 5 && segments[2].equals("models") && segments[4].equals("feedback")) {
      ServedModel model = models.find(segments[3], parameter(query, "version"));
      return model == null
          ? CompletableFuture.completedFuture(noSuchModel())
          : feedback.answer(request, model.id(), parameter(query, "items"));
    }
    return CompletableFuture.completedFuture(answer(request.method(), segments, query));
  }

  private Reply answer(HttpMethod method, String[] segments, QueryStringDecoder query) {
    boolean read = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (segments.length == 2) {
      return read ? Reply.ok(overview()) : notAllowed("GET, HEAD");
    }
    if (!segments[2].equals("models") || segments.length == 3 || segments.length > 5) {
      return noSuchPage();
    }
    ServedModel model = models.find(segments[3], parameter(query, "version"));
    if (model == null) {
      return noSuchModel();
    }
    if (segments.length == 4) {
      return read ? Reply.ok(Overview.Model.of(model, load, hardware)) : notAllowed("GET, HEAD");
    }
    return switch (segments[4]) {
      case "drift" -> read ? drift(model) : notAllowed("GET, HEAD");
      case "quality" -> read ? quality(model) : notAllowed("GET, HEAD");
      case "reference" ->
          method.equals(HttpMethod.POST) ? capture(model, query) : notAllowed("POST");
      default -> noSuchPage();
    };
  }

  private Overview overview() {
    return Overview.of(
        plugin.get(), configuration.problems(), models.all(), load, failures.count(), hardware);
  }

  private Reply drift(ServedModel model) {
    WatchReport report = monitoring.report(model.id());
    return report == null ? notWatched(model) : Reply.ok(report);
  }

  private Reply quality(ServedModel model) {
    QualityReport report = monitoring.quality(model.id());
    return report == null
        ? Reply.error(
            HttpResponseStatus.NOT_FOUND, "Quality of model " + model.id() + " is not measured")
        : Reply.ok(report);
  }

  private Reply capture(ServedModel model, QueryStringDecoder query) {
    String items = parameter(query, "items");
    long wanted = items(items == null ? DEFAULT_ITEMS : items);
    if (wanted < 0) {
      return Reply.error(
          HttpResponseStatus.BAD_REQUEST,
          "items=" + items + " is not allowed; allowed: " + MIN_ITEMS + " to " + MAX_ITEMS);
    }
    if (!monitoring.captureReference(model.id(), wanted)) {
      return notWatched(model);
    }
    return new Reply(
        HttpResponseStatus.ACCEPTED,
        Map.of("model", model.id().toString(), "items", wanted, "status", "capturing"));
  }

  private static long items(String text) {
    try {
      long items = Long.parseLong(text);
      return items >= MIN_ITEMS && items <= MAX_ITEMS ? items : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Reply notWatched(ServedModel model) {
    return Reply.error(
        HttpResponseStatus.NOT_FOUND, "Drift of model " + model.id() + " is not watched");
  }

  private Reply noSuchModel() {
    return Reply.error(HttpResponseStatus.NOT_FOUND, "No such model; there are: " + names());
  }

  private static Reply noSuchPage() {
    return Reply.error(
        HttpResponseStatus.NOT_FOUND,
        "No such page; there are: /observability, /observability/models/{model},"
            + " /observability/models/{model}/drift, /observability/models/{model}/reference,"
            + " /observability/models/{model}/feedback, /observability/models/{model}/quality");
  }

  private static Reply notAllowed(String allowed) {
    return Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: " + allowed);
  }

  private List<String> names() {
    return models.all().stream().map(model -> model.id().toString()).sorted().toList();
  }

  private static @Nullable String parameter(QueryStringDecoder query, String name) {
    List<String> values = query.parameters().get(name);
    return values == null || values.get(0).isEmpty() ? null : values.get(0);
  }
}
