package io.github.djlobservability.model;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sums up the work of a model's workers. Thread-safe; counting takes no lock.
 *
 * <p>Of the calls enough is summed to fit a line through their durations over their sizes.
 */
public final class WorkStatistics {
  private final LongAdder arrived = new LongAdder();
  private final LongAdder over = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder calls = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder squaredRequests = new LongAdder();
  private final DoubleAdder busySeconds = new DoubleAdder();
  private final DoubleAdder squaredBusySeconds = new DoubleAdder();
  private final DoubleAdder busySecondsTimesRequests = new DoubleAdder();
  private final LongAdder values = new LongAdder();
  private final LongAdder padding = new LongAdder();
  private volatile boolean ready = true;

  WorkStatistics() {}

  /** A request that asks for the model has come through the HTTP door. */
  public void arrived() {
    arrived.increment();
  }

  /** One of those is over. */
  public void over() {
    over.increment();
  }

  /**
   * A worker takes requests, so there is one, whenever the model was looked at last.
   *
   * @param uncountedRequests those that weren't counted when they arrived: of another door, of a
   *     workflow, or without a version where there are several
   */
  public void taken(int uncountedRequests) {
    if (!ready) {
      ready = true;
    }
    arrived.add(uncountedRequests);
  }

  /** Requests that were counted when a worker took them are computed. */
  public void done(int requestCount) {
    over.add(requestCount);
  }

  /** Says whether the server serves the model and a worker is there to do it. */
  public void ready(boolean isReady) {
    ready = isReady;
  }

  /** Returns whether the model is served, as far as is known. */
  public boolean isReady() {
    return ready;
  }

  /** The server refused a request because the model's queue was full. */
  public void rejected() {
    rejected.increment();
  }

  /**
   * A worker has run the model, successfully or not.
   *
   * @param nanos from the start of preprocessing to the end of postprocessing
   * @param requestCount how many requests were in it
   */
  public void call(long nanos, int requestCount) {
    double seconds = nanos / 1e9;
    calls.increment();
    requests.add(requestCount);
    squaredRequests.add((long) requestCount * requestCount);
    busySeconds.add(seconds);
    squaredBusySeconds.add(seconds * seconds);
    busySecondsTimesRequests.add(seconds * requestCount);
  }

  /**
   * A batch was padded, or could have been.
   *
   * @param all values of the batch, padding included
   * @param padded those that stand for nothing
   */
  public void padding(long all, long padded) {
    values.add(all);
    padding.add(padded);
  }

  /** Returns how many requests there are that are not over. */
  public long inFlight() {
    long done = over.sum();
    return Math.max(0, arrived.sum() - done);
  }

  /** Returns a number that grows with each request that comes, and with each that is over. */
  public long moves() {
    return arrived.sum() + over.sum();
  }

  /** Returns the sums; each for itself, not all at one moment. */
  public WorkTotals totals() {
    // What is over is read first, so that in flight is never below zero.
    long done = over.sum();
    return new WorkTotals(
        arrived.sum(),
        done,
        rejected.sum(),
        calls.sum(),
        requests.sum(),
        squaredRequests.sum(),
        busySeconds.sum(),
        squaredBusySeconds.sum(),
        busySecondsTimesRequests.sum(),
        values.sum(),
        padding.sum());
  }
}
