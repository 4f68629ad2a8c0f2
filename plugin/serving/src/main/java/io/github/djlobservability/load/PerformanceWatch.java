package io.github.djlobservability.load;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.observation.CompletedRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the latency and the errors of one model for changes, and says what changed with them.
 *
 * <p>The first requests are left out, because a server that has just begun is slow; the next
 * {@value #LEARNED} are the reference, in their order, so that their dependence on one another is
 * known and the evidence discounted by it. From then on a drift monitor compares. Owned by one
 * thread, but for {@link #report()}. Memory: about 1 MB.
 */
final class PerformanceWatch {
  static final int LEFT_OUT = 300;
  static final int LEARNED = 2000;

  /** With fewer after the onset, what changed is not told yet... */
  static final int ENOUGH_AFTER = 100;

  /** ...unless so much time has passed since the change was noticed. */
  static final long PATIENCE_MILLIS = 30_000;

  private static final int BEFORE = 1000;
  private static final int AFTER = 500;
  private static final int KEPT = 4096;
  private static final int CHANGES_KEPT = 20;
  private static final String LATENCY = "latency";
  private static final String ERRORS = "errors";

  private final ExpectedRunTime expectedRunTime;
  private final Consumer<PerformanceChange> listener;
  private final ArrayDeque<CompletedRequest> recent = new ArrayDeque<>();
  private final Deque<PerformanceChange> changes = new ArrayDeque<>();
  private final List<Pending> pending = new ArrayList<>();
  private @Nullable ModelMonitor monitor;
  private @Nullable Item item;
  private long seen;
  private long seenBeforeMonitor;
  private volatile PerformanceReport report = new PerformanceReport("learning", 0, List.of());

  /**
   * @param expectedRunTime mean time to a false alarm
   * @param listener told of every change, once
   */
  PerformanceWatch(ExpectedRunTime expectedRunTime, Consumer<PerformanceChange> listener) {
    this.expectedRunTime = expectedRunTime;
    this.listener = listener;
  }

  /** Takes in a request, in the order in which they ended. */
  void observe(CompletedRequest request) {
    seen++;
    recent.addLast(request);
    if (recent.size() > KEPT) {
      recent.removeFirst();
    }
    if (monitor != null && item != null) {
      item.start(request.epochMillis(), null)
          .number(0, request.durationNanos() / 1e9)
          .category(1, outcome(request));
      monitor.observe(item).forEach(verdict -> take(verdict, request));
    } else if (seen >= LEFT_OUT + LEARNED) {
      learn();
    }
  }

  private void learn() {
    List<CompletedRequest> reference =
        recent.stream().skip(Math.max(0, recent.size() - LEARNED)).toList();
    double[] seconds =
        reference.stream().mapToDouble(request -> request.durationNanos() / 1e9).toArray();
    List<String> outcomes = reference.stream().map(PerformanceWatch::outcome).toList();
    long errors = reference.stream().filter(CompletedRequest::failed).count();
    FeatureReference latency =
        FeatureReference.numeric(LATENCY, DriftKind.DATA, seconds)
            .withRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .inTimeOrder(seconds);
    FeatureReference failures =
        FeatureReference.errors(ERRORS, errors, reference.size() - errors).inTimeOrder(outcomes);
    ModelMonitor begun =
        new ModelMonitor(
            new ModelReference(List.of(latency, failures), rows(reference)),
            MonitorSettings.defaults().withExpectedRunTime(expectedRunTime).withRowCheck(false));
    item = begun.newItem();
    monitor = begun;
    seenBeforeMonitor = seen;
  }

  private static List<double[]> rows(List<CompletedRequest> requests) {
    return requests.stream()
        .map(
            request ->
                new double[] {
                  request.durationNanos() / 1e9,
                  request.failed() ? FeatureReference.ERROR_INDEX : FeatureReference.CORRECT_INDEX
                })
        .toList();
  }

  private static String outcome(CompletedRequest request) {
    return request.failed() ? FeatureReference.ERROR : FeatureReference.CORRECT;
  }

  private void take(Verdict verdict, CompletedRequest request) {
    Onset onset = verdict.onset();
    boolean known =
        onset == null
            || pending.stream().anyMatch(p -> p.isOf(verdict.feature()))
            // Told again, because its shape shows now.
            || (verdict.status() == verdict.previousStatus() && isTold(verdict, onset));
    if (verdict.status() == Status.DRIFT && !known && onset != null) {
      pending.add(new Pending(verdict, seenBeforeMonitor + onset.item(), request.epochMillis()));
    }
  }

  private boolean isTold(Verdict verdict, Onset onset) {
    PerformanceChange last = changes.peekFirst();
    return last != null
        && last.quantity().equals(verdict.feature())
        && !Instant.parse(last.since()).isBefore(Instant.ofEpochMilli(onset.epochMillis()));
  }

  /** Tells of what can be told by now, and makes it visible in the report. */
  void publish(long epochMillis) {
    for (Pending change : List.copyOf(pending)) {
      boolean enough = seen - change.onset() + 1 >= ENOUGH_AFTER;
      if (enough || epochMillis - change.noticedMillis() >= PATIENCE_MILLIS) {
        pending.remove(change);
        tell(change);
      }
    }
    report =
        new PerformanceReport(
            monitor == null ? "learning" : monitor.status().name().toLowerCase(Locale.ROOT),
            seen,
            List.copyOf(changes));
  }

  private void tell(Pending pendingChange) {
    Verdict verdict = pendingChange.verdict();
    List<CompletedRequest> requests = List.copyOf(recent);
    int onset =
        (int)
            Math.max(
                0, Math.min(requests.size(), pendingChange.onset() - 1 - (seen - requests.size())));
    List<CompletedRequest> before = requests.subList(Math.max(0, onset - BEFORE), onset);
    List<CompletedRequest> after =
        requests.subList(onset, Math.min(requests.size(), onset + AFTER));
    Onset at = verdict.onset();
    PerformanceChange change =
        new PerformanceChange(
            verdict.feature(),
            Instant.ofEpochMilli(at == null ? verdict.epochMillis() : at.epochMillis()).toString(),
            Instant.ofEpochMilli(verdict.epochMillis()).toString(),
            verdict.effect().current() > verdict.effect().reference(),
            verdict.effect().description(),
            Comparison.of(before, after));
    changes.addFirst(change);
    if (changes.size() > CHANGES_KEPT) {
      changes.removeLast();
    }
    listener.accept(change);
  }

  /** Returns how the model stands, for any thread. */
  PerformanceReport report() {
    return report;
  }

  /**
   * A change that is not told yet.
   *
   * @param onset number of the request with which it began, of all that were seen, from 1 on
   */
  private record Pending(Verdict verdict, long onset, long noticedMillis) {
    boolean isOf(String feature) {
      return verdict.feature().equals(feature);
    }
  }
}
