package io.github.djlobservability.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of a model's requests over the last {@value #POINTS} stretches of {@value
 * #STRETCH_SECONDS} s: half an hour. Thread-safe. Memory: 6 kB at most.
 */
public final class Trend {
  static final int POINTS = 120;
  static final long STRETCH_SECONDS = 15;

  /** Five minutes: what has been mended is soon seen to be. */
  private static final int LATEST = 20;

  private static final int FEWEST_FAILED = 10;
  private static final long STRETCH_NANOS = STRETCH_SECONDS * 1_000_000_000L;

  private final List<Point> points = new ArrayList<>();
  private long sinceNanos;
  private long requests;
  private long errors;

  /**
   * @param nanos the present moment, as {@link System#nanoTime()}
   */
  Trend(long nanos) {
    sinceNanos = nanos;
  }

  /**
   * One stretch.
   *
   * @param endMillis when it ended, in milliseconds of the epoch
   * @param requestsPerSecond that were over in it
   * @param errorsPerSecond those of them that failed
   * @param p50 seconds that half of the requests did not exceed, of the last one to two minutes
   * @param p99 the same of 99 %
   */
  public record Point(
      long endMillis, double requestsPerSecond, double errorsPerSecond, double p50, double p99) {}

  /**
   * Returns whether at least half of the requests of the last {@value #LATEST} stretches failed,
   * and as many as {@value #FEWEST_FAILED} of them.
   *
   * @param course the stretches, oldest first
   */
  public static boolean mostFail(List<Point> course) {
    double requests = 0;
    double errors = 0;
    for (Point point : latest(course)) {
      requests += point.requestsPerSecond() * STRETCH_SECONDS;
      errors += point.errorsPerSecond() * STRETCH_SECONDS;
    }
    return errors >= FEWEST_FAILED && errors >= requests / 2;
  }

  /**
   * Returns whether any request of the last {@value #LATEST} stretches failed; true where there is
   * none yet.
   *
   * @param course the stretches, oldest first
   */
  public static boolean anyFails(List<Point> course) {
    return course.isEmpty()
        || latest(course).stream().anyMatch(point -> point.errorsPerSecond() > 0);
  }

  private static List<Point> latest(List<Point> course) {
    return course.subList(Math.max(0, course.size() - LATEST), course.size());
  }

  /** Returns whether a stretch is over. */
  synchronized boolean isDue(long nanos) {
    return nanos - sinceNanos >= STRETCH_NANOS;
  }

  /** Ends a stretch; the totals are those of the model. */
  synchronized void end(
      long nanos, long epochMillis, long allRequests, long allErrors, DurationSummary durations) {
    double seconds = (nanos - sinceNanos) / 1e9;
    points.add(
        new Point(
            epochMillis,
            (allRequests - requests) / seconds,
            (allErrors - errors) / seconds,
            durations.p50(),
            durations.p99()));
    if (points.size() > POINTS) {
      points.remove(0);
    }
    sinceNanos = nanos;
    requests = allRequests;
    errors = allErrors;
  }

  /** Returns the stretches, oldest first. */
  public synchronized List<Point> points() {
    return List.copyOf(points);
  }
}
