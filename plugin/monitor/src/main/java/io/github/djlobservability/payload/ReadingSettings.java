package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How payloads are read where looking at them is not enough.
 *
 * @param inputs where the items are in a request; null to look for them
 * @param prediction where the prediction is in a response, or in its part for one item; null to
 *     look for it
 * @param score where the score is, likewise
 * @param featureNames how values are called that are sent without names, in order; empty for the
 *     names of the reference's inputs
 * @param sampleRate in Hz, of the sound that long arrays of numbers are; null if they are none
 * @param scoredClass the class whose probability the score is; empty for the last of two in order,
 *     null for the class that was predicted
 */
public record ReadingSettings(
    @Nullable FieldPath inputs,
    @Nullable FieldPath prediction,
    @Nullable FieldPath score,
    List<String> featureNames,
    @Nullable Double sampleRate,
    @Nullable String scoredClass) {

  /** Holds for those who say nothing. */
  public static final ReadingSettings DEFAULTS = new ReadingSettings(null, null, null, List.of());

  /** Says where items and predictions are, and that no array of numbers is sound. */
  public ReadingSettings(
      @Nullable FieldPath inputs,
      @Nullable FieldPath prediction,
      @Nullable FieldPath score,
      List<String> featureNames) {
    this(inputs, prediction, score, featureNames, null);
  }

  /** Says where items and predictions are, and of which rate sound is. */
  public ReadingSettings(
      @Nullable FieldPath inputs,
      @Nullable FieldPath prediction,
      @Nullable FieldPath score,
      List<String> featureNames,
      @Nullable Double sampleRate) {
    this(inputs, prediction, score, featureNames, sampleRate, null);
  }

  /**
   * Returns the same with scores of a class: empty for the last, null for the one that was said.
   */
  public ReadingSettings withScoredClass(@Nullable String name) {
    return new ReadingSettings(inputs, prediction, score, featureNames, sampleRate, name);
  }
}
