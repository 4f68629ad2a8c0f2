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
 */
public record ReadingSettings(
    @Nullable FieldPath inputs,
    @Nullable FieldPath prediction,
    @Nullable FieldPath score,
    List<String> featureNames) {

  /** Holds for those who say nothing. */
  public static final ReadingSettings DEFAULTS = new ReadingSettings(null, null, null, List.of());
}
