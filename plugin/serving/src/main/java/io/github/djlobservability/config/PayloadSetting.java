package io.github.djlobservability.config;

import io.github.djlobservability.payload.MediaBudget;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.document.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The settings of where items and predictions are in payloads. */
public final class PayloadSetting {
  private static final int MAX_FEATURES = 1_000;
  private static final int LEAST_RATE = 1_000;
  private static final int MOST_RATE = 768_000;
  private static final int MAX_AXES = 4;
  private static final int MOST_ELEMENTS = 1 << 20;

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

  public static final Setting<String> EMBEDDING_MODEL =
      Setting.optionalOfModel(
          "observability.embedding-model",
          Notation.text("a file or folder, relative to the model's, or an address that DJL knows"),
          "none",
          "a second, small model: makes embeddings of a sample of recordings and images while there"
              + " is little to do; see [payloads.md](payloads.md#embeddings-by-a-second-model)");

  public static final Setting<List<Long>> EMBEDDING_INPUT =
      Setting.optionalOfModel(
          "observability.embedding-input",
          Notation.of(
              "one to four whole numbers, such as `1,3,224,224`; -1 for an open axis",
              PayloadSetting::axes),
          "what the second model says",
          "the shape of what the second model takes; ONNX Runtime does not tell it");

  public static final Setting<Boolean> STREAMED_TEXT =
      Setting.ofModel(
          "observability.streamed-text",
          Notation.flag(),
          false,
          "whether responses that come in chunks are put together, to be read as the others are;"
              + " see [payloads.md](payloads.md#responses-in-chunks)");

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
        rate == null ? null : (Double) rate.doubleValue(),
        QualitySetting.scoredClass(settings));
  }

  private static @Nullable List<Long> axes(String text) {
    List<Long> axes = new ArrayList<>();
    for (String axis : text.split(",", MAX_AXES + 1)) {
      Long length = axis.strip().equals("-1") ? Long.valueOf(-1) : whole(axis.strip());
      if (length == null) {
        return null;
      }
      axes.add(length);
    }
    return axes.size() > MAX_AXES ? null : List.copyOf(axes);
  }

  private static @Nullable Long whole(String text) {
    return Notation.parseWhole(text, 1, MOST_ELEMENTS);
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
