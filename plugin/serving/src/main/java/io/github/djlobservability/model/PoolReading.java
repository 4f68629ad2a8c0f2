package io.github.djlobservability.model;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A model's queue and workers at one moment.
 *
 * @param devices its workers, device by device
 * @param queueSize requests that wait
 * @param queueLimit how many may wait before the server refuses more
 * @param batchLimit how many requests a worker may take at once
 * @param ready whether the server says that it serves the model, and a worker is there to do it
 */
public record PoolReading(
    List<Workers> devices, int queueSize, int queueLimit, int batchLimit, boolean ready) {

  /** Copies the list. */
  public PoolReading {
    devices = List.copyOf(devices);
  }

  /** Workers that can take or are taking requests. */
  public int running() {
    return sum(Workers::running);
  }

  /** Workers that are taking requests. */
  public int busy() {
    return sum(Workers::busy);
  }

  /** Workers that the server may start. */
  public int limit() {
    return sum(Workers::limit);
  }

  private int sum(ToIntFunction<Workers> number) {
    int sum = 0;
    for (Workers workers : devices) {
      sum += number.applyAsInt(workers);
    }
    return sum;
  }

  /**
   * The workers on one device.
   *
   * @param device as metrics name it
   * @param idle waiting for a request, or for a batch to fill
   * @param busy running the model
   * @param starting not yet running
   * @param stopped ended, or told to
   * @param failed ended by an error
   * @param limit how many the server may start
   */
  public record Workers(
      String device, int idle, int busy, int starting, int stopped, int failed, int limit) {

    /** Returns how many can take or are taking requests. */
    public int running() {
      return idle + busy;
    }
  }
}
