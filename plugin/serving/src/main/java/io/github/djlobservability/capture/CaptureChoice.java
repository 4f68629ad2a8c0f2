package io.github.djlobservability.capture;

import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.observation.Completion;
import io.opentelemetry.api.trace.SpanContext;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which of one model's inferences are logged. A share of all is chosen at the head, by the
 * randomness of their traces, so that all who log by the same share log the same traces; others at
 * the tail, by how their requests were over. Not thread-safe.
 */
public final class CaptureChoice {
  private static final long SECOND = 1_000;

  private final CapturePolicy policy;
  private final RandomGenerator random;
  private long second = Long.MIN_VALUE;
  private long inSecond;

  /**
   * @param random decides of requests without a trace
   */
  public CaptureChoice(CapturePolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.random = random;
  }

  /**
   * Returns why an inference is logged; null where it is not.
   *
   * @param score the lowest of its items; NaN where there is none
   * @param drifts whether its model does
   */
  public @Nullable CaptureReason of(Completion completion, double score, boolean drifts) {
    if (completion.isFailed()) {
      return policy.failed().includes(completion.status()) ? CaptureReason.STATUS : null;
    }
    if (policy.drifting() && drifts) {
      return CaptureReason.DRIFT;
    }
    if (score < policy.lowScore()) {
      return CaptureReason.LOW_SCORE;
    }
    if (policy.slow() != null && completion.nanos() > policy.slow().toNanos()) {
      return CaptureReason.LATENCY;
    }
    return isInShare(completion.span()) ? CaptureReason.RATE : null;
  }

  private boolean isInShare(SpanContext span) {
    double at = span.isValid() ? TraceRandomness.of(span) : random.nextDouble();
    return at >= 1 - policy.rate();
  }

  /** Returns whether one more may be logged within the second; to be called for each chosen one. */
  public boolean isWithinLimit(long nowMillis) {
    long now = Math.floorDiv(nowMillis, SECOND);
    if (now != second) {
      second = now;
      inSecond = 0;
    }
    return ++inSecond <= policy.perSecond();
  }
}
