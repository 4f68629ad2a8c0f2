package io.github.djlobservability.label;

import org.jspecify.annotations.Nullable;

/**
 * Says what became of one label.
 *
 * @param reason why, for those that weren't joined; null for the others
 */
public record LabelResult(JoinOutcome outcome, @Nullable String reason) {
  static final LabelResult MATCHED = new LabelResult(JoinOutcome.MATCHED, null);
  static final LabelResult DUPLICATE = new LabelResult(JoinOutcome.DUPLICATE, null);
  static final LabelResult CORRECTED = new LabelResult(JoinOutcome.CORRECTED, null);

  static LabelResult invalid(String reason) {
    return new LabelResult(JoinOutcome.INVALID, reason);
  }
}
