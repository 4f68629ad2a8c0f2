package io.github.djlobservability.config;

import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.document.FieldPath;
import java.util.List;
import java.util.function.LongSupplier;

/** The settings of where items and predictions are in payloads. */
public final class PayloadSetting {
  private static final int MAX_FEATURES = 1_000;
  private static final int LEAST_RATE = 1_000;
  private static final int MOST_RATE = 768_000;

  public static final Setting<FieldPath> INPUTS =
      Setting.optionalOfModel(
          "observability.inputs",
          path("`inputs.features`"),
          "looked for, see [payloads.md](payloads.md#requests)",
          "the part of a request that holds the items");

  public static final Setting<FieldPath> PREDICTION =
      Setting.optionalOfModel(
          "observability.prediction",
          path("`predictions[0].value`"),
          "looked for, see [payloads.md](payloads.md#responses)",
          "the part of a response that is the prediction");

  public static final Setting<FieldPath> SCORE =
      Setting.optionalOfModel(
          "observability.score",
          path("`predictions[0].score`"),
          "looked for, see [payloads.md](payloads.md#responses)",
          "the part of a response that is the score");

  public static final Setting<List<String>> FEATURE_NAMES =
      Setting.optionalOfModel(
          "observability.feature-names",
          Notation.names(
              "the names of 1 to %d features, with commas between them".formatted(MAX_FEATURES),
              MAX_FEATURES),
          "the reference's",
          "names of values that a request has by position only, in their order");

  public static final Setting<Long> SAMPLE_RATE =
      Setting.optionalOfModel(
          "observability.sample-rate",
          Notation.of(
              "a whole number from %d to %d".formatted(LEAST_RATE, MOST_RATE),
              text -> Notation.parseWhole(text, LEAST_RATE, MOST_RATE)),
          "none: arrays of numbers are no sound",
          "samples in a second of the sound that long arrays of numbers are; see"
              + " [speech.md](speech.md)");

  public static final Setting<Double> MEDIA_CPU =
      Setting.ofModel(
          "observability.media-cpu",
          Notation.share(),
          0.1,
          "share of one core's time that a model's sound and images may take to be looked into;"
              + " beyond it, a sample is");

  public static final Setting<Boolean> STREAMED_TEXT =
      Setting.ofModel(
          "observability.streamed-text",
          Notation.flag(),
          false,
          "whether responses that come in chunks are put together, to be read as the others are; see"
              + " [payloads.md](payloads.md#responses-in-chunks)");

  private PayloadSetting() {}

  /**
   * Returns what bounds the time that a model's recordings and images take.
   *
   * @param cpuNanos the CPU time of the thread that looks into them
   */
  public static MediaBudget mediaBudget(Settings settings, LongSupplier cpuNanos) {
    return new MediaBudget(settings.get(MEDIA_CPU), System::nanoTime, cpuNanos);
  }

  /** Returns how a model's payloads are read by its settings. */
  public static ReadingSettings reading(Settings settings) {
    List<String> names = settings.find(FEATURE_NAMES);
    Long rate = settings.find(SAMPLE_RATE);
    return new ReadingSettings(
        settings.find(INPUTS),
        settings.find(PREDICTION),
        settings.find(SCORE),
        names == null ? List.of() : names,
        rate == null ? null : (Double) rate.doubleValue());
  }

  private static Notation<FieldPath> path(String example) {
    return Notation.of(
        "a field, or a path such as " + example,
        text -> {
          try {
            return FieldPath.parse(text);
          } catch (IllegalArgumentException e) {
            return null;
          }
        });
  }
}
