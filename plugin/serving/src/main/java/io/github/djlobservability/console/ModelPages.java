package io.github.djlobservability.console;

import io.github.djlobservability.access.Right;
import io.github.djlobservability.console.overview.FeatureView;
import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.overview.ServerOverview;
import io.github.djlobservability.console.overview.Snapshots;
import io.github.djlobservability.console.page.HtmlPages;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.rollout.RolloutReport;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The pages of the server and of each model. Thread-safe.
 *
 * <ul>
 *   <li>{@code GET /observability}: all models' figures
 *   <li>{@code GET /observability/metrics}: the metrics for Prometheus
 *   <li>{@code GET /observability/openapi.json}: what all of this is
 *   <li>{@code GET /observability/models/{model}}: one model's
 *   <li>{@code GET /observability/models/{model}/features/{feature}}: one feature's history
 *   <li>{@code POST /observability/models/{model}/features/{feature}/mute?hours=N}: mute it
 *   <li>{@code GET /observability/models/{model}/drift}: how it compares with its reference
 *   <li>{@code GET /observability/models/{model}/report}: the last items against the reference, to
 *       keep
 *   <li>{@code POST /observability/models/{model}/reference?items=N}: take the next items as its
 *       reference; {@code DELETE}: go back to the one that came with it; {@code GET}: what payloads
 *       are read by
 *   <li>{@code GET /observability/models/{model}/reference/capture}: how far taking one is; {@code
 *       DELETE}: cancel it
 *   <li>{@code POST /observability/models/{model}/feedback}: take labels of its predictions; {@code
 *       GET}: how they stand; {@code DELETE ?id=}: erase what is kept of somebody
 *   <li>{@code GET /observability/models/{model}/feedback/wanted?items=N}: which items to label
 *   <li>{@code GET /observability/models/{model}/quality}: how right it is
 *   <li>{@code GET /observability/models/{model}/rollout}: how its versions compare
 *   <li>{@code GET /observability/models/{model}/requests}: its last requests that failed or were
 *       slow
 * </ul>
 *
 * A model is named with {@code ?version=} where it has versions.
 */
public final class ModelPages {
  private static final List<String> CAPTURE = List.of("reference", "capture");
  private static final List<String> WANTED = List.of("feedback", "wanted");
  private static final String FEATURES = "features";

  private static final List<String> DESCRIPTION = List.of("openapi.json");
  private static final List<String> METRICS = List.of("metrics");

  private final ServerOverview server;
  private final Snapshots snapshots;
  private final ServedModels models;
  private final Monitoring monitoring;
  private final MetricsPage metrics;
  private final FeedbackPage feedback;
  private final ReferencePage reference;
  private final MutePage mutes;
  private final ReportPage report;

  /** Makes them of the parts whose figures they show. */
  public ModelPages(
      ServerOverview server,
      Snapshots snapshots,
      ServedModels models,
      Monitoring monitoring,
      MetricsPage metrics) {
    this.server = server;
    this.snapshots = snapshots;
    this.models = models;
    this.monitoring = monitoring;
    this.metrics = metrics;
    this.feedback = new FeedbackPage(monitoring);
    this.reference = new ReferencePage(monitoring);
    this.mutes = new MutePage(monitoring);
    this.report = new ReportPage(monitoring, snapshots);
  }

  /**
   * Holds a request for a page with its caller.
   *
   * @param html makes pages for browsers
   */
  record Asked(PageRequest request, Viewer viewer, HtmlPages html) {
    private Reply reply(Object json, Supplier<String> page) {
      return request.wantsHtml() ? Reply.html(HttpResponseStatus.OK, page.get()) : Reply.ok(json);
    }
  }

  /** The page of the metrics. */
  MetricsPage metrics() {
    return metrics;
  }

  /** The page of all models. */
  Page overview(Asked asked) {
    return asked.request().isRead() ? Page.read(() -> all(asked)) : notAllowed("GET, HEAD");
  }

  private Reply all(Asked asked) {
    List<ModelSnapshot> all = snapshots.all();
    Overview overview = server.of(all);
    Overview shown = asked.viewer().reads() ? overview : overview.withoutValues();
    return asked.reply(shown, () -> asked.html().overview(shown, all, asked.viewer()));
  }

  /**
   * Returns the page at a path.
   *
   * @param path not empty
   */
  Page page(List<String> path, Asked asked) {
    PageRequest request = asked.request();
    if (path.equals(DESCRIPTION)) {
      return request.isRead()
          ? new Page(Right.SCRAPE, "", () -> CompletableFuture.completedFuture(description()))
          : notAllowed("GET, HEAD");
    }
    if (path.equals(METRICS)) {
      return request.isRead() ? metrics.page(request) : notAllowed("GET, HEAD");
    }
    if (!path.get(0).equals("models") || path.size() == 1 || path.size() > 5) {
      return noSuchPage();
    }
    ServedModel model = models.find(path.get(1), request.parameter("version"));
    if (model == null) {
      return Page.read(this::noSuchModel);
    }
    if (path.size() == 2) {
      return read(request, () -> model(model, asked));
    }
    if (path.subList(2, path.size()).equals(CAPTURE)) {
      return reference.capturePage(model.id(), request);
    }
    if (path.subList(2, path.size()).equals(WANTED)) {
      return request.isRead()
          ? new Page(Right.READ, "", () -> feedback.wanted(model, request))
          : notAllowed("GET, HEAD");
    }
    if (path.size() == 5) {
      return path.get(2).equals(FEATURES) && path.get(4).equals("mute")
          ? mutes.page(model.id(), path.get(3), request)
          : noSuchPage();
    }
    if (path.size() == 4) {
      return path.get(2).equals(FEATURES)
          ? read(request, () -> feature(model, path.get(3), asked))
          : noSuchPage();
    }
    return page(model, path.get(2), request);
  }

  private Reply description() {
    return Reply.ok(OpenApi.of(server.version()));
  }

  private Reply model(ServedModel served, Asked asked) {
    ModelSnapshot model = snapshots.of(served);
    Overview.Model summary = Overview.Model.of(model);
    return asked.reply(summary, () -> asked.html().model(model, summary, asked.viewer()));
  }

  private Reply feature(ServedModel served, String name, Asked asked) {
    ModelSnapshot model = snapshots.of(served);
    FeatureView feature = FeatureView.of(model, name);
    return feature == null
        ? Reply.error(
            HttpResponseStatus.NOT_FOUND,
            "No such feature; " + ModelLinks.address(model.id(), "/drift") + " has all of them")
        : asked.reply(feature, () -> asked.html().feature(model, feature, asked.viewer()));
  }

  private Page page(ServedModel model, String name, PageRequest request) {
    return switch (name) {
      case "drift" -> read(request, () -> drift(model));
      case "quality" -> read(request, () -> quality(model));
      case "rollout" -> read(request, () -> rollout(model));
      case "requests" -> read(request, () -> Reply.ok(RequestsPage.of(model, request)));
      case "reference" -> reference.page(model.id(), request);
      case "feedback" -> feedback(model, request);
      case "report" -> report.page(model, request);
      default -> noSuchPage();
    };
  }

  private static Page read(PageRequest request, Supplier<Reply> reply) {
    return request.isRead() ? Page.read(reply) : notAllowed("GET, HEAD");
  }

  private Page feedback(ServedModel model, PageRequest request) {
    if (request.isRead()) {
      return new Page(Right.READ, "", () -> feedback.show(model));
    }
    if (request.method().equals(HttpMethod.DELETE)) {
      return new Page(
          Right.MANAGE,
          "model " + model.id() + ": erase what is kept of somebody",
          () -> feedback.erase(request, named(model)));
    }
    return request.method().equals(HttpMethod.POST)
        ? new Page(Right.LABEL, "", () -> feedback.take(request, model, named(model)))
        : notAllowed("GET, HEAD, POST, DELETE");
  }

  /** Several versions are one model where a request names none. */
  private List<ServedModel> named(ServedModel model) {
    List<ServedModel> versions =
        models.all().stream()
            .filter(other -> other.id().name().equals(model.id().name()))
            .filter(other -> model.id().version() == null || other.id().equals(model.id()))
            .sorted(Comparator.comparing(other -> other.id().toString()))
            .toList();
    return versions.isEmpty() ? List.of(model) : versions;
  }

  private Reply drift(ServedModel model) {
    WatchReport report = monitoring.models().report(model.id());
    return report == null ? notWatched(model) : Reply.ok(report);
  }

  private Reply quality(ServedModel model) {
    QualityReport report = monitoring.models().quality(model.id());
    return report == null
        ? Reply.error(
            HttpResponseStatus.NOT_FOUND, "Quality of model " + model.id() + " is not measured")
        : Reply.ok(report);
  }

  private Reply rollout(ServedModel model) {
    RolloutReport report = monitoring.rollout(model.id().name());
    return report == null
        ? Reply.error(
            HttpResponseStatus.NOT_FOUND,
            "Model "
                + model.id().name()
                + " has no two versions that are compared; a second version, and"
                + " observability.rollout=true, which is the default, change that")
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
                    "No such page; there are: /observability, /observability/metrics,"
                        + " /observability/openapi.json,"
                        + " /observability/models/{model},"
                        + " /observability/models/{model}/features/{feature},"
                        + " /observability/models/{model}/features/{feature}/mute,"
                        + " /observability/models/{model}/drift,"
                        + " /observability/models/{model}/report,"
                        + " /observability/models/{model}/reference,"
                        + " /observability/models/{model}/reference/capture,"
                        + " /observability/models/{model}/feedback,"
                        + " /observability/models/{model}/feedback/wanted,"
                        + " /observability/models/{model}/quality,"
                        + " /observability/models/{model}/rollout,"
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
