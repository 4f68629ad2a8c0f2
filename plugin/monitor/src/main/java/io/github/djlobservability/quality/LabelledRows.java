package io.github.djlobservability.quality;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.ScoreColumns;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.PredictedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of rows that have a prediction, maybe scores, and the truth in columns of their own.
 * Immutable.
 */
public final class LabelledRows {

  private final Schema schema;
  private final int prediction;
  private final int target;
  private final ScoreColumns scores;
  private final List<Integer> segments = new ArrayList<>();

  /**
   * Reads rows of a schema.
   *
   * @param segments names of the features that split the model's quality
   */
  public LabelledRows(Schema schema, List<String> segments) {
    this.schema = schema;
    prediction = first(FeatureRole.PREDICTION);
    target = first(FeatureRole.TARGET);
    scores = new ScoreColumns(schema);
    segments.forEach(name -> this.segments.add(schema.indexOf(name)));
  }

  private int first(FeatureRole role) {
    List<Integer> found = schema.indicesOf(role);
    return found.isEmpty() ? -1 : found.get(0);
  }

  /** Returns whether rows have a prediction. */
  public boolean hasPrediction() {
    return prediction >= 0;
  }

  /** Returns whether rows have the truth. */
  public boolean hasTarget() {
    return target >= 0;
  }

  /** Returns the index of the feature that is the truth; -1 if there is none. */
  public int targetIndex() {
    return target;
  }

  /** Returns what predictions are; null without any. */
  @Nullable PredictionKind kind() {
    return hasPrediction() ? kindOf(schema.feature(prediction).type()) : null;
  }

  /** Returns what predictions of a type are. */
  public static PredictionKind kindOf(FeatureType type) {
    return switch (type) {
      case NUMERIC -> PredictionKind.NUMBER;
      case TEXT -> PredictionKind.TRANSCRIPT;
      default -> PredictionKind.CLASS;
    };
  }

  /** Returns a row without its label; null if it has no prediction. */
  public @Nullable PredictedItem predicted(long number, long epochMillis, Row row) {
    Object said = value(row, prediction);
    // Nothing is estimated of what a recogniser wrote.
    return said == null || said instanceof Transcript
        ? null
        : new PredictedItem(number, epochMillis, said, probabilities(row, said));
  }

  /** Returns a row with its label; null if it lacks prediction or label. */
  public @Nullable LabelledItem labelled(
      long number, long predictedAtMillis, long labelledAtMillis, Row row) {
    Object said = value(row, prediction);
    Object label = value(row, target);
    if (said == null || label == null) {
      return null;
    }
    TranscriptErrors errors =
        said instanceof Transcript written && label instanceof Transcript spoken
            ? TranscriptErrors.between(written, spoken)
            : null;
    List<@Nullable String> own = new ArrayList<>();
    for (int segment : segments) {
      Object value = value(row, segment);
      own.add(value == null ? null : ClassName.of(value));
    }
    return new LabelledItem(
        number,
        Long.toString(number),
        predictedAtMillis,
        labelledAtMillis,
        errors == null ? said : errors,
        probabilities(row, said),
        errors == null ? label : errors,
        1,
        own);
  }

  private Map<String, Double> probabilities(Row row, Object said) {
    return scores.told(row, said instanceof Transcript text ? text.text() : ClassName.of(said));
  }

  private static @Nullable Object value(Row row, int index) {
    if (index < 0 || !row.isPresent(index)) {
      return null;
    }
    Feature feature = row.schema().feature(index);
    if (feature.type() == FeatureType.NUMERIC) {
      double number = row.number(index);
      return Double.isNaN(number) ? null : (Object) number;
    }
    if (feature.type() == FeatureType.TEXT) {
      Transcript text = row.transcript(index);
      return text == null || text.isTooLong() ? null : text;
    }
    return row.category(index);
  }
}
