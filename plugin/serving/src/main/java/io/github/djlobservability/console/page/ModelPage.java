package io.github.djlobservability.console.page;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.MetricSetting;
import io.github.djlobservability.console.overview.Change;
import io.github.djlobservability.console.overview.Health;
import io.github.djlobservability.console.overview.ModelLinks;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.NotLookedInto;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Badge;
import io.github.djlobservability.console.page.part.Chart;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.Moment;
import io.github.djlobservability.console.page.part.PageParts;
import io.github.djlobservability.console.page.part.PrivacyWords;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.console.page.part.Viewer;
import io.github.djlobservability.console.rollout.RolloutSection;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.model.DurationSummary;
import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.ModelSummary;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.privacy.differential.PrivacyReport;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.telemetry.series.SeriesLeftOut;
import io.github.djlobservability.upkeep.Advice;
import io.github.djlobservability.upkeep.AdviceList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The page of one model. */
final class ModelPage {
  private static final int MOST_CHANGES = 12;
  private static final double FEW_LOST = 0.05;
  private static final Gson GSON = new Gson();

  private final ModelSnapshot model;
  private final List<Change> changes;
  private final List<Advice> advice;
  private final @Nullable String adviceBasis;
  private final Viewer viewer;
  private final PageParts parts;

  /**
   * @param shown the same in few words
   */
  ModelPage(ModelSnapshot model, Overview.Model shown, Viewer viewer, PageParts parts) {
    this.model = model;
    this.changes = shown.drift() == null ? List.of() : shown.drift().differing();
    this.advice = shown.advice();
    this.adviceBasis = shown.adviceBasis();
    this.viewer = viewer;
    this.parts = parts;
  }

  void write(HtmlWriter html) {
    html.start("nav", "aria-label", "Where you are", "class", "crumbs");
    html.element("a", "All models", "href", "/observability").end();
    parts.write(html, () -> head(html));
    WatchReport drift = model.drift();
    if (drift != null && drift.capture() == null) {
      section(html, "advice", "What to do", () -> AdviceList.write(html, advice, adviceBasis));
    }
    section(html, "traffic", "Requests", () -> traffic(html));
    if (drift != null) {
      section(html, "history", "What happened", () -> history(html, drift));
      section(html, "features", "Features", () -> features(html, drift));
    }
    section(
        html, "requests", "Requests to look up", () -> RequestSection.write(html, model, viewer));
    section(html, "quality", "Quality", () -> QualitySection.write(html, model, viewer));
    RolloutReport rollout = model.rollout();
    if (rollout != null) {
      section(html, "rollout", "Versions", () -> RolloutSection.write(html, rollout));
    }
    section(html, "labels", "Labels", () -> LabelSection.write(html, model.labels(), viewer));
    section(
        html,
        "load",
        "Load",
        () -> LoadSection.write(html, model.figures().phases(), model.load()));
    GenerationStatistics.Summary generations = model.generations();
    if (generations != null) {
      section(html, "tokens", "Tokens", () -> TokenSection.write(html, generations));
    }
    if (model.hardware() != null) {
      JsonObject hardware = GSON.toJsonTree(model.hardware()).getAsJsonObject();
      section(html, "hardware", "Hardware", () -> HardwareSection.write(html, hardware));
    }
    if (drift != null) {
      section(
          html,
          "last-request",
          "The last request as it was read",
          () -> LastRequestSection.write(html, model.lastRequest(), drift, viewer));
    }
    if (viewer.manages() && drift != null) {
      section(html, "actions", "Reference", () -> ActionSection.write(html, model.id(), drift));
    }
  }

  private void section(HtmlWriter html, String id, String title, Runnable content) {
    html.start("section", "id", id, "aria-labelledby", id + "-title");
    html.element("h2", title, "id", id + "-title");
    parts.write(html, content);
    html.end();
  }

  private void head(HtmlWriter html) {
    html.start("div", "class", "model-head");
    html.start("h1").name(model.id().name());
    if (model.id().version() != null) {
      html.text(" ").start("small").text("version ").name(model.id().version()).end();
    }
    html.end();
    html.start("p", "id", "headline", "class", "verdict");
    Badge.write(html, Health.of(model));
    html.text(sentence());
    html.end();
    ChangeList.write(html, changes, MOST_CHANGES, viewer.now());
    html.end();
    WatchReport drift = model.drift();
    if (drift != null) {
      problem(html, drift);
      coverage(html, drift.coverage());
    }
  }

  private String sentence() {
    return switch (Health.of(model)) {
      case DOWN -> "No worker of it runs any more, so its requests fail.";
      case FAILING ->
          Trend.mostFail(model.trend())
              ? "Most requests of the last minutes have failed."
              : "Requests fail, or take too long, faster than the objective allows.";
      case DRIFT -> "What comes now differs from the reference:";
      case CONCEPT_DRIFT -> "Labels say that what is right has changed:";
      case NO_USABLE_REFERENCE -> "The reference can't be used, so nothing is compared.";
      case NOT_COMPARED -> "Requests come, and none of them can be compared with the reference.";
      case WARNING -> "Something may be changing:";
      case TAKING_REFERENCE -> "The reference is being taken from the requests that come.";
      case WARMING_UP -> "Too few items have come to judge.";
      case STABLE -> "What comes now is like the reference.";
      case NO_REFERENCE ->
          "There is no reference to compare with. Ship a reference-profile.json with the model, or"
              + (viewer.manages() ? " take one below." : " let one be taken from requests.");
      case NOT_WATCHED -> "Drift is switched off for this model.";
      case OFF -> "Observability is switched off for this model.";
    };
  }

  private static void problem(HtmlWriter html, WatchReport drift) {
    if (drift.referenceProblem() != null) {
      html.start("div", "class", "notice bad").element("h2", "The reference can't be used");
      html.start("p").sentence(drift.referenceProblem()).end().end();
    }
  }

  private void coverage(HtmlWriter html, CoverageReport coverage) {
    if (coverage.sampled() > 0) {
      html.start("p", "class", "soft", "id", "sampled");
      html.text("A random sample was compared: " + Figures.count(coverage.compared()));
      html.text(" of " + Figures.seen(coverage) + " items. More came at once than the plugin may");
      html.text(" take time for (observability.cpu-share, observability.drift.rows-per-second).");
      html.text(" A change is still found; it takes more items.").end();
    }
    List<Overview.LeftOut> left = NotLookedInto.of(model.id().toString(), coverage);
    List<Overview.LeftOut> any =
        NotLookedInto.versionUnknown(model.id().name(), model.versionsUnknown());
    if (left.isEmpty() && any.isEmpty() && coverage.notes().isEmpty()) {
      return;
    }
    boolean few = !left.isEmpty() && coverage.lost() <= FEW_LOST * coverage.seen();
    html.start("div", "class", few ? "notice unsure" : "notice bad", "id", "left-out")
        .element("h2", "Not looked into since the model was loaded");
    html.start("ul");
    for (Overview.LeftOut one : left) {
      html.start("li").element("b", Figures.count(one.count()));
      html.text(" of " + Figures.seen(coverage) + " items: " + one.reason()).end();
    }
    for (Overview.LeftOut one : any) {
      html.start("li").element("b", Figures.count(one.count()));
      html.text(" of the requests for any version: " + one.reason()).end();
    }
    coverage.notes().forEach(note -> html.start("li").sentence(note).end());
    html.end().end();
  }

  private void traffic(HtmlWriter html) {
    ModelSummary figures = model.figures();
    DurationSummary took = figures.requestDuration();
    html.start("dl", "class", "facts");
    ServerStrip.fact(html, "Requests", Figures.rate(figures.requestsPerSecond()));
    ServerStrip.fact(html, "Items", Figures.rate(figures.itemsPerSecond()));
    ServerStrip.fact(
        html,
        "Since the server's start",
        Figures.count(figures.requests())
            + " requests, "
            + Figures.count(figures.items())
            + " items");
    ServerStrip.fact(
        html,
        "Errors",
        Figures.count(figures.requestErrors())
            + " ("
            + Figures.share(figures.requestErrors(), figures.requests())
            + ")");
    boolean some = took.count() > 0;
    ServerStrip.fact(html, "Half are done within", some ? Figures.seconds(took.p50()) : "–");
    ServerStrip.fact(html, "99 % within", some ? Figures.seconds(took.p99()) : "–");
    compared(html);
    html.end();
    List<Trend.Point> trend = model.trend();
    List<Long> times = trend.stream().map(Trend.Point::endMillis).toList();
    html.start("div", "class", "charts");
    new Chart("rate-chart", "Requests and errors per second", times)
        .line("requests/s", "/s", values(trend, Trend.Point::requestsPerSecond), Figures::rate)
        .line("errors/s", "/s", values(trend, Trend.Point::errorsPerSecond), Figures::rate)
        .write(html, viewer);
    new Chart("latency-chart", "How long requests take", times)
        .line("half within", "s", values(trend, point -> measured(point.p50())), Figures::seconds)
        .line("99 % within", "s", values(trend, point -> measured(point.p99())), Figures::seconds)
        .write(html, viewer);
    html.end();
  }

  /** Where no request ended there is nothing to measure, and not a request that took no time. */
  private static double measured(double seconds) {
    return seconds > 0 ? seconds : Double.NaN;
  }

  private void compared(HtmlWriter html) {
    if (model.drift() != null && model.drift().coverage().seen() > 0) {
      CoverageReport coverage = model.drift().coverage();
      ServerStrip.fact(
          html,
          "Compared",
          Figures.count(coverage.compared())
              + " of "
              + Figures.seen(coverage)
              + " items"
              + (coverage.withoutPrediction() == 0
                  ? ""
                  : "; "
                      + Figures.count(coverage.withoutPrediction())
                      + " of them without their prediction"));
    }
  }

  private static List<Double> values(
      List<Trend.Point> trend, ToDoubleFunction<Trend.Point> figure) {
    return trend.stream().mapToDouble(figure).boxed().toList();
  }

  private void history(HtmlWriter html, WatchReport drift) {
    if (drift.capture() != null) {
      ActionSection.progress(html, drift.capture());
    }
    WatchReport.Reference reference = drift.reference();
    if (reference != null) {
      html.start("p", "class", "soft");
      html.text("Compared with " + Figures.count(reference.rows()) + " rows of ");
      html.name(String.join(", ", reference.sources())).text(", read ");
      Moment.write(html, Instant.parse(reference.createdAt()), viewer.now());
      html.text(".");
      if (drift.evaluation() != null) {
        html.text(" " + Figures.count(drift.itemsSinceStart()) + " items were compared with it");
        html.text(" since the model was loaded");
        html.text(
            drift.itemsBefore() == 0
                ? "."
                : ", and " + Figures.count(drift.itemsBefore()) + " before.");
      }
      if (reference.note() != null) {
        html.text(" ").sentence(reference.note());
      }
      html.end();
    }
    new VerdictList(viewer).write(html, "verdicts", model.history());
  }

  private void features(HtmlWriter html, WatchReport drift) {
    ModelEvaluation evaluation = drift.evaluation();
    PrivacyReport privacy = drift.privacy();
    if (evaluation == null) {
      html.element("p", "Features are shown once there is a reference.", "class", "soft");
      return;
    }
    notWatched(html, drift);
    if (privacy != null) {
      html.element("p", PrivacyWords.of(privacy), "id", "privacy");
    }
    if (evaluation.windowCount() == 0) {
      html.start("p", "class", "soft", "id", "first-window");
      html.text("The first window is not full yet: a window has " + window() + ", and ");
      html.text(Figures.count(evaluation.itemCount()) + " have come so far. Means, missing values");
      html.text(" and distances are shown once it is full; verdicts do not wait for it.").end();
    }
    html.start("p", "class", "legend");
    html.start("span").start("i", "class", "reference").end().text("reference").end();
    html.start("span").start("i", "class", "current").end().text("now").end();
    html.element(
        "span",
        "Evidence of a change: none is as usual, 10 % a warning, 100 % a verdict. Distance of the"
            + " last window from the reference: 0 is equal, 1 is nothing in common; chance alone"
            + " makes some. Means of this table are of the last window, those of verdicts are since"
            + " the change began.");
    html.end();
    new FeatureTable(model.id(), model.spreads(), model.history().open()).write(html, evaluation);
    seriesLeftOut(html, model.seriesLeftOut());
    if (drift.recentRows() > 0) {
      html.start("p", "id", "report");
      html.element("a", "Download a report", "href", ModelLinks.address(model.id(), "/report"));
      html.text(" of the last " + Figures.count(drift.recentRows()) + " items: all features with ");
      html.text("their plots and tests, in a single file to keep or to send.").end();
    }
  }

  private static void notWatched(HtmlWriter html, WatchReport drift) {
    if (drift.reference() == null || drift.reference().notWatched().isEmpty()) {
      return;
    }
    html.start("ul", "class", "soft", "id", "not-watched");
    drift.reference().notWatched().forEach(one -> html.start("li").sentence(one.sentence()).end());
    html.end();
  }

  private String window() {
    Window window = model.model().settings().get(DriftSetting.WINDOW);
    return window.duration().isZero()
        ? Figures.count(window.items()) + " items"
        : Figures.span(window.duration());
  }

  private static void seriesLeftOut(HtmlWriter html, SeriesLeftOut left) {
    if (left.all() == 0) {
      return;
    }
    html.start("p", "class", "soft", "id", "series");
    List<String> parts = new ArrayList<>();
    if (left.zeros() > 0) {
      parts.add(
          Figures.count(left.zeros()) + " counters of broken rules that have counted nothing");
    }
    if (left.distances() > 0) {
      parts.add("the distances of " + Figures.count(left.distances()) + " stable features");
    }
    if (left.others() > 0) {
      parts.add(Figures.count(left.others()) + " other series");
    }
    html.text("All of this is looked into. Not exported as metrics are ");
    html.text(String.join(", ", parts));
    html.text(", since a model may have no more (" + MetricSetting.SERIES.key() + ").").end();
  }
}
