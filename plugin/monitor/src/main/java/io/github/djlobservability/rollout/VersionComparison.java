package io.github.djlobservability.rollout;

import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.quality.measure.LabelledItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares one version with the baseline, by requests, predictions and labels as they come. Not
 * thread-safe. Memory: at most 3 MB, of which the {@value Halves#MOST} predictions and as many
 * errors that wait for their other half are 2 MB.
 */
final class VersionComparison {
  private static final String BEFORE = "before";
  private static final String KIND = "kind";

  private final VersionNames names;
  private final RolloutSettings settings;
  private final RequestComparison requests = new RequestComparison();
  private final long loadedMillis;
  private SaidComparison said = new SaidComparison();
  private ErrorComparison errors = new ErrorComparison();
  private int halvesAtMost = Halves.MOST;
  private long baselineSince = Long.MAX_VALUE;
  private long candidateSince = Long.MAX_VALUE;

  /**
   * @param loadedMillis since when both have served; what is older is left out
   */
  VersionComparison(VersionNames names, RolloutSettings settings, long loadedMillis) {
    this.names = names;
    this.loadedMillis = loadedMillis;
    this.settings = settings;
  }

  /** Takes in a request; returns the reason why not, or null. */
  @Nullable String requested(
      boolean ofCandidate, long epochMillis, boolean failed, double seconds) {
    if (epochMillis < loadedMillis) {
      return BEFORE;
    }
    serves(ofCandidate, epochMillis);
    requests.add(ofCandidate, epochMillis, failed, seconds);
    return null;
  }

  /** Takes in a prediction; returns the reason why not, or null. */
  @Nullable String predicted(
      boolean ofCandidate, long epochMillis, @Nullable Long item, Said what) {
    if (epochMillis < loadedMillis) {
      return BEFORE;
    }
    serves(ofCandidate, epochMillis);
    return said.add(ofCandidate, epochMillis, item, what) ? null : KIND;
  }

  /** Takes in a label; returns the reason why not, or null. */
  @Nullable String labelled(boolean ofCandidate, @Nullable Long item, LabelledItem labelled) {
    if (labelled.predictedAtMillis() < loadedMillis) {
      return BEFORE;
    }
    return errors.add(ofCandidate, item, labelled) ? null : KIND;
  }

  /** Forgets predictions and errors of another kind. */
  void predicts(PredictionKind kind) {
    if (said.isOtherThan(kind)) {
      said = new SaidComparison();
      said.bound(halvesAtMost);
    }
    if (errors.isOtherThan(kind)) {
      errors = new ErrorComparison();
      errors.bound(halvesAtMost);
    }
  }

  private void serves(boolean ofCandidate, long epochMillis) {
    if (ofCandidate) {
      candidateSince = Math.min(candidateSince, epochMillis);
    } else {
      baselineSince = Math.min(baselineSince, epochMillis);
    }
  }

  /** Lets go of items that wait for their other half. */
  void forget(LongPredicate items) {
    said.forget(items);
    errors.forget(items);
  }

  /** Keeps no more halves of items than fit into a number of bytes. */
  void shrink(long bytes) {
    halvesAtMost = (int) Math.min(Halves.MOST, Math.max(0, bytes / (2 * Halves.BYTES)));
    said.bound(halvesAtMost);
    errors.bound(halvesAtMost);
  }

  long bytes() {
    return requests.bytes() + said.bytes() + errors.bytes();
  }

  RolloutReport.Candidate report() {
    List<RolloutJudgement> harms = new ArrayList<>(requests.judgements(names, settings));
    harms.addAll(errors.judgements(names, settings));
    List<RolloutJudgement> others = said.judgements(names);
    List<RolloutFinding> findings = new ArrayList<>();
    harms.forEach(harm -> findings.add(harm.finding()));
    others.forEach(other -> findings.add(other.finding()));
    RolloutAdvice advice = RolloutAdvice.of(harms, findings);
    long since = Math.max(baselineSince, candidateSince);
    return new RolloutReport.Candidate(
        names.candidate(),
        since == Long.MAX_VALUE ? null : Instant.ofEpochMilli(since).toString(),
        advice.advice(),
        advice.reason(),
        findings);
  }
}
