package io.github.djlobservability.monitoring;

import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.JoinOutcome;
import io.github.djlobservability.label.LabelJoin;
import io.github.djlobservability.label.LabelResult;
import io.github.djlobservability.label.SentLabel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins labels to the predictions of a version of a model, or of whichever versions have made them:
 * one that names no version is for each that has its id. Not thread-safe.
 */
final class VersionLabels {

  /** Says which outcome is told where versions differ, the first that there is. */
  private static final List<JoinOutcome> TOLD =
      List.of(
          JoinOutcome.MATCHED,
          JoinOutcome.CORRECTED,
          JoinOutcome.DUPLICATE,
          JoinOutcome.EXPIRED,
          JoinOutcome.INVALID,
          JoinOutcome.WAITING,
          JoinOutcome.UNKNOWN);

  private final List<FeedbackWatch> versions;
  private final long now;

  /**
   * @param versions at least one
   */
  VersionLabels(List<FeedbackWatch> versions, long nowMillis) {
    this.versions = List.copyOf(versions);
    this.now = nowMillis;
  }

  /** Joins labels, and says what became of each. */
  FeedbackReply join(List<SentLabel> labels) throws IOException {
    Map<String, Integer> outcomes = new LinkedHashMap<>();
    List<FeedbackReply.Item> items = new ArrayList<>(labels.size());
    for (SentLabel sent : labels) {
      LabelResult result = join(sent);
      String outcome = result.outcome().label();
      outcomes.merge(outcome, 1, Integer::sum);
      items.add(new FeedbackReply.Item(sent.id(), sent.row(), outcome, result.reason()));
    }
    return new FeedbackReply(labels.size(), outcomes, items, warning(labels));
  }

  private @Nullable String warning(List<SentLabel> labels) {
    for (FeedbackWatch version : versions) {
      String warning = version.warning(labels);
      if (warning != null) {
        return warning;
      }
    }
    return null;
  }

  private LabelResult join(SentLabel sent) throws IOException {
    FeedbackWatch first = versions.get(0);
    if (versions.size() == 1 || sent.label() == null) {
      return first.label(sent, now, true);
    }
    long[] predictedAt = new long[versions.size()];
    long newest = LabelJoin.NEVER;
    for (int i = 0; i < predictedAt.length; i++) {
      predictedAt[i] = versions.get(i).predictedAt(sent);
      newest = Math.max(newest, predictedAt[i]);
    }
    LabelResult told = null;
    for (int i = 0; i < predictedAt.length; i++) {
      FeedbackWatch version = versions.get(i);
      boolean has = predictedAt[i] != LabelJoin.NEVER;
      // That of another version may be on its way still.
      boolean mayCome = newest == LabelJoin.NEVER || now - newest < version.waitMillis();
      if (has || mayCome) {
        boolean counted = has || (newest == LabelJoin.NEVER && version == first);
        told = better(told, version.label(sent, now, counted));
      }
    }
    // Either one has it, or it may come to each.
    return Objects.requireNonNull(told);
  }

  private static LabelResult better(@Nullable LabelResult one, LabelResult other) {
    return one == null || TOLD.indexOf(other.outcome()) < TOLD.indexOf(one.outcome()) ? other : one;
  }
}
