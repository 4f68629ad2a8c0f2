package io.github.djlobservability.rollout;

import io.github.djlobservability.quality.LabelledItem;
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
  private final VersionNames names;
  private final RolloutSettings settings;
  private final RequestComparison requests = new RequestComparison();
  private final SaidComparison said = new SaidComparison();
  private final ErrorComparison errors = new ErrorComparison();
  private long baselineSince = Long.MAX_VALUE;
  private long candidateSince = Long.MAX_VALUE;

  VersionComparison(VersionNames names, RolloutSettings settings) {
    this.names = names;
    this.settings = settings;
  }

  void requested(boolean ofCandidate, long epochMillis, boolean failed, double seconds) {
    serves(ofCandidate, epochMillis);
    requests.add(ofCandidate, epochMillis, failed, seconds);
  }

  boolean predicted(boolean ofCandidate, long epochMillis, @Nullable Long item, Said what) {
    serves(ofCandidate, epochMillis);
    return said.add(ofCandidate, epochMillis, item, what);
  }

  boolean labelled(boolean ofCandidate, @Nullable Long item, LabelledItem labelled) {
    return errors.add(ofCandidate, item, labelled);
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
    int halves = (int) Math.min(Halves.MOST, Math.max(0, bytes / (2 * Halves.BYTES)));
    said.bound(halves);
    errors.bound(halves);
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
    RolloutAdvice advice = RolloutAdvice.of(harms, findings, settings);
    long since = Math.max(baselineSince, candidateSince);
    return new RolloutReport.Candidate(
        names.candidate(),
        since == Long.MAX_VALUE ? null : Instant.ofEpochMilli(since).toString(),
        advice.advice(),
        advice.reason(),
        findings);
  }
}
