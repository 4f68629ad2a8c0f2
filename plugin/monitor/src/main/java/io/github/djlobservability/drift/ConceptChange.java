package io.github.djlobservability.drift;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a concept drift: the items it concerns and their error rates.
 *
 * @param prediction only items for which the model said this class; null for all
 * @param segment only items of a segment: the feature's name; null for all
 * @param segmentValue and its value; null for all
 * @param errorRate share of errors of those items since the onset; NaN for a regression
 * @param expectedErrorRate the share that the calibrated scores tell for the same items, which is
 *     right as long as P(label | input) has not moved; NaN without scores
 * @param moved what has moved, as far as it can be told
 * @param basis what tells whether P(label | input) has moved
 */
public record ConceptChange(
    @Nullable String prediction,
    @Nullable String segment,
    @Nullable String segmentValue,
    double errorRate,
    double expectedErrorRate,
    List<Moved> moved,
    Basis basis) {

  /** Copies the list. */
  public ConceptChange {
    moved = List.copyOf(moved);
  }

  /** Says on which ground a report claims that P(label | input) has moved. */
  public enum Basis {
    /** The calibrated scores: they tell what errors are due for these inputs. */
    SCORES,
    /** The inputs have not moved, so it must have been the labels. */
    STABLE_INPUTS,
    /** The inputs have moved and there are no scores, so it cannot be told. */
    NONE
  }
}
