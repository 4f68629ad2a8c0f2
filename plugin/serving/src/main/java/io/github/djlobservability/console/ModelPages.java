package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The pages of the server and of each model. Thread-safe.
 *
 * <ul>
 *   <li>{@code GET /observability}: all models' figures
 *   <li>{@code GET /observability/models/{model}}: one model's
 *   <li>{@code GET /observability/models/{model}/drift}: how it compares with its reference
 *   <li>{@code POST /observability/models/{model}/reference?items=N}: take the next items as its
 *       reference; {@code DELETE}: go back to the one that came with it; {@code GET}: what payloads
 *       are read by
 *   <li>{@code GET /observability/models/{model}/reference/capture}: how far taking one is; {@code
 *       DELETE}: cancel it
 *   <li>{@code POST /observability/models/{model}/feedback}: take labels of its predictions; {@code
 *       GET}: how they stand
 *   <li>{@code GET /observability/models/{model}/quality}: how right it is
 * </ul>
 *
 * A model is named with {@code ?version=} where it has versions.
 */
public final class ModelPages {
  private static final List<String> CAPTURE = List.of("reference", "capture");

  private final Supplier<Overview.Plugin> plugin;
  private final Configuration configuration;
  private final ServedModels models;
  private final Monitoring monitoring;
  private final LoadMonitoring load;
  private final Supplier<Overview.Own> own;
  private final HardwareFigures hardware;
  private final FeedbackPage feedback;
  private final ReferencePage reference;

  /** Makes them of the parts whose figures they show. */
  public ModelPages(
      Supplier<Overview.Plugin> plugin,
      Configuration configuration,
      ServedModels models,
      Monitoring monitoring,
      LoadMonitoring load,
      Supplier<Overview.Own> own,
      HardwareFigures hardware) {
    this.plugin = plugin;
    this.configuration = configuration;
    this.models = models;
    this.monitoring = monitoring;
    this.load = load;
    this.own = own;
    this.hardware = hardware;
    this.feedback = new FeedbackPage(monitoring);
    this.reference = new ReferencePage(monitoring);
  }

  /**
   * Returns the page of all models.
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
        plugin.get(), configuration.problems(), models.all(), load, own.get(), hardware);
  }

  /**
   * Returns the page at a path.
   *
   * @param path not empty
   */
  Page page(List<String> path, PageRequest request) {
    boolean capture = path.size() == 4 && path.subList(2, 4).equals(CAPTURE);
    if (!path.get(0).equals("models") || path.size() == 1 || (path.size() > 3 && !capture)) {
      return noSuchPage();
    }
    ServedModel model = models.find(path.get(1), request.parameter("version"));
    if (model == null) {
      return Page.read(this::noSuchModel);
    }
    if (capture) {
      return reference.capturePage(model.id(), request);
    }
    return path.size() == 2
        ? read(request, () -> Reply.ok(Overview.Model.of(model, load, hardware)))
        : page(model, path.get(2), request);
  }

  private Page page(ServedModel model, String name, PageRequest request) {
    return switch (name) {
      case "drift" -> read(request, () -> drift(model));
      case "quality" -> read(request, () -> quality(model));
      case "reference" -> reference.page(model.id(), request);
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
                        + " /observability/models/{model}/reference/capture,"
                        + " /observability/models/{model}/feedback,"
                        + " /observability/models/{model}/quality")));
  }

  private static Page notAllowed(String allowed) {
    return Page.read(
        () -> Reply.error(HttpResponseStatus.METHOD_NOT_ALLOWED, "Allowed: " + allowed));
  }

  private List<String> names() {
    return models.all().stream().map(model -> model.id().toString()).sorted().toList();
  }
}
