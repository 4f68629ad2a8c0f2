package io.github.djlobservability.monitoring;

import java.util.List;
import java.util.Map;

/**
 * How many of a model's items were compared with its reference, since the model was loaded.
 *
 * @param seen items; a request that can't be taken apart into items counts as one
 * @param compared those whose inputs were compared, or taken into a reference
 * @param reasons why items were not compared, by the names in docs/payloads.md; {@code
 *     no_prediction} counts items of which only the prediction was not
 * @param notes one sentence for each reason, and whatever else does not fit together
 */
public record CoverageReport(
    long seen, long compared, Map<String, Long> reasons, List<String> notes) {

  static final CoverageReport NOTHING = new CoverageReport(0, 0, Map.of(), List.of());

  /** Copies the collections. */
  public CoverageReport {
    reasons = Map.copyOf(reasons);
    notes = List.copyOf(notes);
  }
}
