package io.github.djlobservability.model;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Running figures of one model: totals since it was first listed, and durations of the last one to
 * two windows of {@value #WINDOW_SECONDS} s. Thread-safe; recording takes no lock.
 */
public final class ModelStatistics {
  static final long WINDOW_SECONDS = 60;
  private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final LongAdder requests = new LongAdder();
  private final LongAdder requestErrors = new LongAdder();
  private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
  private final LongAdder inferences = new LongAdder();
  private final LongAdder inferenceErrors = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final RecentDurations requestDurations = new RecentDurations();
  private final Map<Phase, RecentDurations> phases = new EnumMap<>(Phase.class);
  private final GenerationStatistics generations = new GenerationStatistics();
  private final WorkStatistics work = new WorkStatistics();
  private final ObjectiveCounts objectives = new ObjectiveCounts();
  private final RecentRequests recent = new RecentRequests();
  private final Map<String, LoadedOn> loads = new ConcurrentHashMap<>();

  private final Trend trend;

  private volatile @Nullable FailedCall lastFailed;
  private volatile @Nullable FailedCall lastFailedUnseen;
  private volatile Totals atWindowStart;
  private volatile Totals atPreviousWindowStart;

  /**
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  ModelStatistics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (Phase phase : Phase.values()) {
      phases.put(phase, new RecentDurations());
    }
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new LongAdder());
    }
    trend = new Trend(nanoTime.getAsLong());
    atWindowStart = totals();
    atPreviousWindowStart = atWindowStart;
  }

  /** Returns how many requests ended so. */
  public long requests(Outcome outcome) {
    return Objects.requireNonNull(outcomes.get(outcome)).sum();
  }

  /**
   * Counts a request that came through the HTTP door and is over.
   *
   * @param givenUp whether its client waited in vain for as long as it could be expected to
   */
  public void request(long durationNanos, Outcome outcome, boolean givenUp) {
    requests.increment();
    Objects.requireNonNull(outcomes.get(outcome)).increment();
    if (outcome.isFailure() || givenUp) {
      requestErrors.increment();
    }
    requestDurations.record(durationNanos);
  }

  /** Counts requests that the model computed together. */
  public void inference(int requestCount, long itemCount, boolean failed) {
    inferences.add(requestCount);
    items.add(itemCount);
    if (failed) {
      inferenceErrors.add(requestCount);
    }
  }

  /** A call of a single request failed. */
  public void failed(FailedCall call) {
    lastFailed = call;
  }

  /** Returns the last call of a single request that failed; null when none did. */
  public @Nullable FailedCall lastFailed() {
    return lastFailed;
  }

  /** The model failed a request whose input leads to no request at the HTTP door, as KServe's. */
  public void failedUnseen(FailedCall call) {
    lastFailedUnseen = call;
  }

  /** Returns the last such failure; null when there was none. */
  public @Nullable FailedCall lastFailedUnseen() {
    return lastFailedUnseen;
  }

  /** Returns the figures of what it generated. */
  public GenerationStatistics generations() {
    return generations;
  }

  /** Counts rows of a request whose model no translator of ours sees. */
  public void items(long itemCount) {
    items.add(itemCount);
  }

  /** Records how long a phase took. */
  public void phase(Phase phase, long durationNanos) {
    durations(phase).record(durationNanos);
  }

  /** Returns what the model's workers have done. */
  public WorkStatistics work() {
    return work;
  }

  /** Returns how often responses were good enough. */
  public ObjectiveCounts objectives() {
    return objectives;
  }

  /** Returns the last requests that failed or were slow. */
  public RecentRequests recent() {
    return recent;
  }

  /** The model was loaded on a device. */
  public void loaded(LoadedOn load) {
    loads.put(load.device(), load);
  }

  /** Returns how the model was last loaded on each device. */
  public Collection<LoadedOn> loads() {
    return List.copyOf(loads.values());
  }

  /** Returns the course of the last half hour. */
  public Trend trend() {
    return trend;
  }

  /** Starts a new window when the current one is over; to be called from time to time. */
  public synchronized void rotateWhenDue() {
    Totals now = totals();
    if (trend.isDue(now.nanos())) {
      trend.end(
          now.nanos(),
          System.currentTimeMillis(),
          now.requests(),
          requestErrors.sum(),
          requestDurations.summary());
    }
    if (now.nanos() - atWindowStart.nanos() < WINDOW_NANOS) {
      return;
    }
    atPreviousWindowStart = atWindowStart;
    atWindowStart = now;
    requestDurations.rotate();
    generations.rotate();
    recent.rotate();
    phases.values().forEach(RecentDurations::rotate);
  }

  /** Returns the figures as they are now. */
  public ModelSummary summary() {
    Totals now = totals();
    Totals before = atPreviousWindowStart;
    double seconds = (now.nanos() - before.nanos()) / 1e9;
    Map<Phase, DurationSummary> byPhase = new EnumMap<>(Phase.class);
    phases.forEach((phase, durations) -> byPhase.put(phase, durations.summary()));
    Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
    outcomes.forEach((outcome, count) -> ended.put(outcome, count.sum()));
    return new ModelSummary(
        now.requests(),
        requestErrors.sum(),
        ended,
        rate(now.requests() - before.requests(), seconds),
        requestDurations.summary(),
        now.inferences(),
        inferenceErrors.sum(),
        rate(now.inferences() - before.inferences(), seconds),
        now.items(),
        rate(now.items() - before.items(), seconds),
        byPhase);
  }

  private RecentDurations durations(Phase phase) {
    RecentDurations durations = phases.get(phase);
    if (durations == null) {
      throw new IllegalStateException("every phase has its durations: " + phase);
    }
    return durations;
  }

  private Totals totals() {
    return new Totals(nanoTime.getAsLong(), requests.sum(), inferences.sum(), items.sum());
  }

  private static double rate(long count, double seconds) {
    return seconds > 0 ? count / seconds : 0;
  }

  private record Totals(long nanos, long requests, long inferences, long items) {}
}
