package io.github.djlobservability.console.page;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.console.overview.ModelSnapshot;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.overview.ServerOverview;
import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.WindowMeasures;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.history.Happening;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.ModelHistory;
import io.github.djlobservability.history.Mute;
import io.github.djlobservability.model.EndedRequest;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.monitoring.items.LastRequest;
import io.github.djlobservability.telemetry.ExportReport;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.series.SeriesLeftOut;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of models that look as if they had been served, for tests. */
public final class Snapshot {
  public static final long NOW_MILLIS = 1_767_323_045_000L;

  /** Each part of a page can be made. */
  static final Consumer<Throwable> NO_FAILURES =
      failure -> {
        throw new AssertionError(failure);
      };

  private Snapshot() {}

  /**
   * A model with some features, the first of which drifts.
   *
   * @param text stands wherever a stranger may choose a text
   */
  public static ModelSnapshot of(String name, String text, int features) {
    List<FeatureEvaluation> evaluations = new ArrayList<>();
    List<ValueSpread> spreads = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      String feature = text + i;
      evaluations.add(evaluation(feature, i == 0 ? Status.DRIFT : Status.STABLE));
      spreads.add(i % 3 == 2 ? categories(feature, text) : numbers(feature));
    }
    Verdict verdict = verdict(text + 0, text);
    WatchReport drift =
        new WatchReport(
            new ModelId(name, null),
            null,
            new WatchReport.Reference(
                true,
                "2026-01-01T00:00:00Z",
                List.of(text),
                5000,
                text,
                List.of(new NotWatched(text, NotWatched.Reason.FEW_ROWS, text))),
            new ModelEvaluation(12_000, 24, Status.DRIFT, 1e6, evaluations),
            10_800,
            900,
            Map.of(text, 3L),
            List.of(verdict),
            List.of(),
            List.of(),
            new CoverageReport(1500, 1200, Map.of("malformed", 300L), Map.of(), List.of(text)),
            null,
            null);
    ServedModels models = new ServedModels(() -> 0);
    return snapshot(models, name, drift, spreads);
  }

  /** The same model with a change that is too small to matter. */
  public static ModelSnapshot small(ModelSnapshot model) {
    WatchReport drift = Objects.requireNonNull(model.drift());
    List<FeatureEvaluation> features = List.of(evaluation("bmi0", Status.SMALL));
    return new ModelSnapshot(
        model.model(),
        model.figures(),
        model.trend(),
        null,
        null,
        null,
        new WatchReport(
            drift.model(),
            null,
            drift.reference(),
            new ModelEvaluation(12_000, 24, Status.SMALL, 1e6, features),
            drift.itemsBefore(),
            drift.recentRows(),
            drift.extra(),
            List.of(),
            List.of(),
            List.of(),
            drift.coverage(),
            null,
            null),
        model.spreads(),
        model.history(),
        model.lastRequest(),
        null,
        null,
        null,
        0,
        model.seriesLeftOut());
  }

  /** The same model with its drifting feature muted. */
  public static ModelSnapshot muted(ModelSnapshot model) {
    WatchReport drift = Objects.requireNonNull(model.drift());
    String feature = Objects.requireNonNull(drift.evaluation()).features().get(0).feature();
    return new ModelSnapshot(
        model.model(),
        model.figures(),
        model.trend(),
        null,
        null,
        null,
        new WatchReport(
            drift.model(),
            null,
            drift.reference(),
            drift.evaluation(),
            drift.itemsBefore(),
            drift.recentRows(),
            drift.extra(),
            drift.verdicts(),
            List.of(),
            List.of(new Mute(feature, "2026-01-02T12:00:00Z")),
            drift.coverage(),
            null,
            null),
        model.spreads(),
        model.history(),
        model.lastRequest(),
        null,
        null,
        null,
        0,
        model.seriesLeftOut());
  }

  /** The same model, whose first feature's window has fewer bars than its reference. */
  static ModelSnapshot withSpreadOfOtherBars(ModelSnapshot model) {
    ValueSpread whole = categories(model.spreads().get(0).feature(), "a");
    ValueSpread broken =
        new ValueSpread(
            whole.feature(),
            whole.categories(),
            Double.NaN,
            Double.NaN,
            whole.reference(),
            List.of(1.0),
            Double.NaN);
    return new ModelSnapshot(
        model.model(),
        model.figures(),
        model.trend(),
        null,
        null,
        null,
        model.drift(),
        List.of(broken),
        model.history(),
        model.lastRequest(),
        null,
        null,
        null,
        0,
        model.seriesLeftOut());
  }

  /** A model that nothing is known of. */
  public static ModelSnapshot idle(String name) {
    return snapshot(new ServedModels(() -> 0), name, null, List.of());
  }

  /** The overview of a server that serves these models. */
  public static Overview overview(List<ModelSnapshot> models) {
    return new ServerOverview(
            () ->
                new Overview.Plugin(
                    "9",
                    "0.36.0",
                    true,
                    null,
                    "2026-01-01T03:04:05Z",
                    "sent nowhere",
                    List.of(
                        new ExportReport(
                            "traces",
                            5,
                            1,
                            0,
                            true,
                            "2026-01-02T03:01:00Z",
                            "2026-01-02T03:03:00Z",
                            "connection refused"))),
            new Configuration(new Properties(), Map.of(), problem -> {}),
            Telemetry.using(OpenTelemetry.noop(), "test"),
            Governor.none(),
            HardwareFigures.NONE)
        .of(models);
  }

  private static ModelSnapshot snapshot(
      ServedModels models, String name, @Nullable WatchReport drift, List<ValueSpread> spreads) {
    var served = models.add(new ModelId(name, null), Settings.DEFAULTS, true);
    served.statistics().request(2_000_000, Outcome.SUCCEEDED, false);
    served
        .statistics()
        .recent()
        .add(
            3,
            true,
            () ->
                new EndedRequest(
                    "2026-01-02T03:02:00Z",
                    name,
                    "0af7651916cd43dd8448eb211c80319c",
                    "/predictions/{model}",
                    424,
                    "backend",
                    "424",
                    3,
                    Map.of("queue", 2.5),
                    1));
    return new ModelSnapshot(
        served,
        served.statistics().summary(),
        trend(),
        null,
        null,
        null,
        drift,
        spreads,
        history(drift),
        drift == null ? null : lastRequest(drift.coverage().notes().get(0)),
        null,
        null,
        null,
        0,
        drift == null ? SeriesLeftOut.NONE : new SeriesLeftOut(40, 84, 3));
  }

  private static LastRequest lastRequest(String text) {
    return new LastRequest(
        NOW_MILLIS,
        2,
        null,
        List.of(
            new LastRequest.Field(text, "number", true),
            new LastRequest.Field(text, "text", false)),
        0,
        List.of(text),
        "class",
        true,
        text);
  }

  private static HistoryReport history(@Nullable WatchReport drift) {
    if (drift == null || drift.evaluation() == null) {
      return HistoryReport.NOTHING;
    }
    ModelHistory history = new ModelHistory();
    history.happened(new Happening(NOW_MILLIS - 90_000, Happening.Kind.LOADED, ""));
    drift.verdicts().forEach(history::verdict);
    for (int window = 120; window > 0; window--) {
      history.window(NOW_MILLIS - 60_000L * window, drift.evaluation());
    }
    return history.report();
  }

  private static List<Trend.Point> trend() {
    List<Trend.Point> trend = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double wave = Math.sin(i / 7.0);
      trend.add(
          new Trend.Point(
              NOW_MILLIS - 15_000L * (120 - i), 10 + wave, 0, .002, .006 + .001 * wave));
    }
    return trend;
  }

  static FeatureEvaluation evaluation(String feature, Status status) {
    return new FeatureEvaluation(
        feature,
        status,
        List.of(
            new FeatureEvaluation.CheckEvaluation(
                Check.DISTRIBUTION,
                DriftKind.DATA,
                status,
                6.2,
                9.5,
                null,
                status == Status.DRIFT ? new Effect("mean 11.85 -> 17.49", 11.85, 17.49) : null),
            new FeatureEvaluation.CheckEvaluation(
                Check.MISSING, DriftKind.QUALITY, Status.STABLE, .2, 9.5, null, null)),
        new WindowMeasures(500, 498, .004, 0, 0, 0, 30.4, 6.1, .21, .13, .2));
  }

  private static ValueSpread numbers(String feature) {
    List<Double> reference = new ArrayList<>();
    List<Double> current = new ArrayList<>();
    for (int bar = 0; bar < 20; bar++) {
      reference.add(Math.exp(-Math.pow((bar - 8) / 4.0, 2)) / 7.1);
      current.add(Math.exp(-Math.pow((bar - 11) / 4.0, 2)) / 7.1);
    }
    return new ValueSpread(feature, List.of(), 12, 52, reference, current, 26.2);
  }

  private static ValueSpread categories(String feature, String category) {
    return new ValueSpread(
        feature,
        List.of(category, "other"),
        Double.NaN,
        Double.NaN,
        List.of(.7, .3),
        List.of(.4, .6),
        Double.NaN);
  }

  static Verdict verdict(String feature, String text) {
    return new Verdict(
        9_000,
        NOW_MILLIS - 60_000,
        feature,
        Check.DISTRIBUTION,
        DriftKind.DATA,
        Status.STABLE,
        Status.DRIFT,
        Status.DRIFT,
        DriftShape.SUDDEN,
        new Onset(8_950, 8_940, 8_960, NOW_MILLIS - 120_000),
        9.6,
        9.5,
        new Effect("category \"" + text + "\": 3 % -> 11 %", .03, .11),
        List.of(),
        List.of(text + "@0af7651916cd43dd8448eb211c80319c"),
        null);
  }
}
