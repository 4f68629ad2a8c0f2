package io.github.djlobservability.drift.concept;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the prediction of an item and its label.
 *
 * @param item its number in the model's stream of items
 * @param epochMillis when the model answered
 * @param id what a verdict names it by; null if it has no id
 * @param prediction the class that the model said; empty for a regression
 * @param label the class that is right; empty for a regression
 * @param residual of a regression the prediction minus the label; otherwise NaN
 * @param expectedError the probability of an error that the calibrated score tells; NaN if unknown
 * @param segments its values of the features that split the model's quality; null where it has none
 */
public record ConceptOutcome(
    long item,
    long epochMillis,
    @Nullable String id,
    String prediction,
    String label,
    double residual,
    double expectedError,
    List<@Nullable String> segments) {

  /** Copies the list. */
  public ConceptOutcome {
    segments = Collections.unmodifiableList(new ArrayList<>(segments));
  }

  /** Returns whether the model was wrong; of a classifier only. */
  public boolean isError() {
    return !prediction.equals(label);
  }
}
