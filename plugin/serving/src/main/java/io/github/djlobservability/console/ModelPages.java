package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.ReferenceDescription;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.telemetry.Failures;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the server and of each model. Thread-safe.
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
 *   <li>{@code GET /observability/models/{model}/requests}: its last requests that failed or were
 *       slow
 * </ul>
 *
 * A model is named with {@code ?version=} where it has versions.
 */
public final class ModelPages {
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

  /** Makes them of the parts whose figures they show. */
  public ModelPages(
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
   * The page of all models.
   *
   * @param full whether the caller may see values
   */
  Page overview(PageRequest request, boolean full) {
    if (!request.isRead()) {
      return notAllowed("GET, HEAD");
    }
    return Page.read(() -> Reply.ok(full ? overview() : overview().withoutValues()));
  }

  private Overview overview() {
    return Overview.of(
        plugin.get(), configuration.problems(), models.all(), load, failures.count(), hardware);
  }

  /**
   * The page at a path.
   *
   * @param path not empty
   */
  Page page(List<String> path, PageRequest request) {
    if (!path.get(0).equals("models") || path.size() == 1 || path.size() > 3) {
      return noSuchPage();
    }
    ServedModel model = models.find(path.get(1), request.parameter("version"));
    if (model == null) {
      return Page.read(this::noSuchModel);
    }
    return path.size() == 2
        ? read(request, () -> Reply.ok(Overview.Model.of(model, load, hardware)))
        : page(model, path.get(2), request);
  }

  private Page page(ServedModel model, String name, PageRequest request) {
    return switch (name) {
      case "drift" -> read(request, () -> drift(model));
      case "quality" -> read(request, () -> quality(model));
      case "requests" -> read(request, () -> Reply.ok(RequestsPage.of(model, request)));
      case "reference" -> reference(model, request);
      case "feedback" -> feedback(model, request);
      default -> noSuchPage();
    };
  }

  private static Page read(PageRequest request, Supplier<Reply> reply) {
    return request.isRead() ? Page.read(reply) : notAllowed("GET, HEAD");
  }

  private Page feedback(ServedModel model, PageRequest request) {
    if (request.isRead()) {
      return new Page(Right.READ, "", () -> feedback.show(model.id()));
    }
    return request.method().equals(HttpMethod.POST)
        ? new Page(Right.LABEL, "", () -> feedback.take(request, model.id()))
        : notAllowed("GET, HEAD, POST");
  }

  private Page reference(ServedModel model, PageRequest request) {
    if (request.isRead()) {
      return Page.read(() -> reference(model));
    }
    if (!request.method().equals(HttpMethod.POST)) {
      return notAllowed("GET, HEAD, POST");
    }
    String items = request.parameter("items");
    return Page.manage(
        "model " + model.id() + ": take a reference of " + items + " items",
        () -> capture(model, items));
  }

  private Reply reference(ServedModel model) {
    ReferenceDescription description = monitoring.reference(model.id());
    return description == null ? notWatched(model) : Reply.ok(description);
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

  private Reply capture(ServedModel model, @Nullable String items) {
    long wanted = items(items == null ? DEFAULT_ITEMS : items);
    if (wanted < 0) {
      return Reply.error(
          HttpResponseStatus.BAD_REQUEST,
          "items=" + items + " is not allowed; allowed: " + MIN_ITEMS + " to " + MAX_ITEMS);
    }
    if (!monitoring.captureReference(model.id(), wanted)) {
      return notWatched(model);
    }
    return Reply.json(
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

  private static Page noSuchPage() {
    return new Page(
        Right.SCRAPE,
        "",
        () ->
            CompletableFuture.completedFuture(
                Reply.error(
                    HttpResponseStatus.NOT_FOUND,
                    "No such page; there are: /observability, /observability/models/{model},"
                        + " /observability/models/{model}/drift,"
                        + " /observability/models/{model}/reference,"
                        + " /observability/models/{model}/feedback,"
                        + " /observability/models/{model}/quality,"
                        + " /observability/models/{model}/requests")));
  }

  private static Page notAllowed(String allowed) {
    return Page.read(
        () -> Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: " + allowed));
  }

  private List<String> names() {
    return models.all().stream().map(model -> model.id().toString()).sorted().toList();
  }
}
