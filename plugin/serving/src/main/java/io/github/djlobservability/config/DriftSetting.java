package io.github.djlobservability.config;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.incident.MinEffect;
import io.github.djlobservability.drift.reference.AlarmWeights;
import org.jspecify.annotations.Nullable;

/** The settings of drift detection. */
public final class DriftSetting {
  /** Fewest items that make a reference. */
  public static final long MIN_CAPTURE = 100;

  /** Most items that make a reference. */
  public static final long MAX_CAPTURE = 1_000_000;

  private static final long MAX_ROWS_PER_SECOND = 1_000_000;

  private static final MonitorSettings DEFAULTS = MonitorSettings.defaults();

  public static final Setting<Boolean> DRIFT =
      Setting.ofModel(
          "observability.drift",
          Notation.flag(),
          true,
          "whether inputs and predictions are compared with the reference, where there is one");

  public static final Setting<ExpectedRunTime> EXPECTED_RUN_TIME =
      Setting.ofModel(
          "observability.drift.expected-run-time",
          TimeNotation.runTime(),
          DEFAULTS.expectedRunTime(),
          "mean time to a false alarm of the whole model; see [drift.md](drift.md)");

  public static final Setting<MinEffect> MIN_EFFECT =
      Setting.optionalOfModel(
          "observability.drift.min-effect",
          Notation.of(MinEffect.FORM, MinEffect::parse, MinEffect::text),
          "any change",
          "what is smaller, for sure, is no drift; see [drift.md](drift.md#too-small-to-matter)");

  public static final Setting<AlarmWeights> WEIGHTS =
      Setting.optionalOfModel(
          "observability.drift.weights",
          Notation.of(AlarmWeights.FORM, AlarmWeights::parse, AlarmWeights::text),
          "each feature has 1",
          "by which features share the false alarms; see [drift.md](drift.md#weights)");

  public static final Setting<Window> WINDOW =
      Setting.ofModel(
          "observability.drift.window",
          TimeNotation.window(Window.MAX_ITEMS, "`10m`, `1h`"),
          DEFAULTS.window(),
          "when a window of measured values is full");

  public static final Setting<Long> ROWS_PER_SECOND =
      Setting.optionalOfModel(
          "observability.drift.rows-per-second",
          Notation.whole("a number of rows", 1, MAX_ROWS_PER_SECOND),
          "what `observability.cpu-share` leaves time for",
          "rows that are compared at most, as a mean over a minute. Of more a fair sample is; see"
              + " [drift.md](drift.md#when-rows-are-too-many)");

  public static final Setting<Boolean> HISTOGRAMS =
      Setting.ofModel(
          "observability.drift.histograms",
          Notation.flag(),
          false,
          "also count values by the reference's bins, to be added up over servers; see"
              + " [drift.md](drift.md#over-several-servers)");

  public static final Setting<String> REFERENCE =
      Setting.optionalOfModel(
          "observability.reference",
          Notation.text("a file, relative to the model's folder"),
          "`reference-profile.json` or `observability/reference-profile.json`, if it is there",
          "the reference profile");

  public static final Setting<Long> CAPTURE =
      Setting.ofModel(
          "observability.reference.capture",
          Notation.wholeOrZero("a number of items", MIN_CAPTURE, MAX_CAPTURE),
          0L,
          "without a reference, take that many of the first items as the reference");

  private DriftSetting() {}

  /** Returns how many rows of a model are compared in a second at most; infinite for no limit. */
  public static double rowsPerSecond(Settings settings) {
    Long limit = settings.find(ROWS_PER_SECOND);
    return limit == null ? Double.POSITIVE_INFINITY : limit;
  }

  /** Reads how many items are to make a reference; null if that is no such number. */
  public static @Nullable Long captureItems(String text) {
    return Notation.parseWhole(text, MIN_CAPTURE, MAX_CAPTURE);
  }

  /** Returns how a model's monitor watches by its settings. */
  public static MonitorSettings monitor(Settings settings) {
    MinEffect least = settings.find(MIN_EFFECT);
    AlarmWeights weights = settings.find(WEIGHTS);
    return DEFAULTS
        .withExpectedRunTime(settings.get(EXPECTED_RUN_TIME))
        .withWindow(settings.get(WINDOW))
        .withMinEffect(least == null ? MinEffect.ANY : least)
        .withWeights(weights == null ? AlarmWeights.EQUAL : weights);
  }
}
