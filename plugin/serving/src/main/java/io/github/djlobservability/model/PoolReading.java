package io.github.djlobservability.model;

import java.util.List;

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
    return devices.stream().mapToInt(device -> device.idle() + device.busy()).sum();
  }

  /** Workers that are taking requests. */
  public int busy() {
    return devices.stream().mapToInt(Workers::busy).sum();
  }

  /** Workers that the server may start. */
  public int limit() {
    return devices.stream().mapToInt(Workers::limit).sum();
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
      String device, int idle, int busy, int starting, int stopped, int failed, int limit) {}
}
