package io.github.djlobservability.worker;

import java.util.List;

/**
 * How the plugin's own threads, queues and buffers stand.
 *
 * @param status "ok"; "degraded" when a thread began anew or hangs; "failed" when one has given up
 * @param use what the threads have taken, by name, those of the exporters, too
 */
public record OwnReport(
    String status,
    List<Worker.Report> threads,
    List<HandOff.Report> queues,
    MemoryBudget.Report memory,
    List<ThreadUse> use) {

  /** An item or task that takes longer is taken for one that hangs. */
  static final double HANGING_SECONDS = 30;

  /** Copies the lists. */
  public OwnReport {
    threads = List.copyOf(threads);
    queues = List.copyOf(queues);
    use = List.copyOf(use);
  }

  static OwnReport of(Workers workers) {
    List<Worker.Report> threads = workers.threads();
    return new OwnReport(
        status(threads), threads, workers.handOffs(), workers.memory().report(), workers.use());
  }

  private static String status(List<Worker.Report> threads) {
    if (!threads.stream().allMatch(Worker.Report::isUp)) {
      return "failed";
    }
    boolean troubled =
        threads.stream().anyMatch(t -> t.restarts() > 0 || t.busySeconds() > HANGING_SECONDS);
    return troubled ? "degraded" : "ok";
  }
}
