package io.github.djlobservability.feedback;

import org.jspecify.annotations.Nullable;

/**
 * What became of one label.
 *
 * @param reason why, for those that weren't joined; null for the others
 */
public record LabelResult(Outcome outcome, @Nullable String reason) {
  static final LabelResult MATCHED = new LabelResult(Outcome.MATCHED, null);
  static final LabelResult DUPLICATE = new LabelResult(Outcome.DUPLICATE, null);
  static final LabelResult CORRECTED = new LabelResult(Outcome.CORRECTED, null);

  static LabelResult invalid(String reason) {
    return new LabelResult(Outcome.INVALID, reason);
  }
}
