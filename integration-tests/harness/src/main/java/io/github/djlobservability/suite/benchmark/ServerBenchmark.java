package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.server.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures what the plugin costs a server: the same load, in turns, on servers without it and with
 * it. All servers of a fork run at the same time, so that a turn of one follows closely on that of
 * another; those that wait use next to nothing. Every second round goes through them backwards.
 *
 * <p>A turn has two halves: as fast as the connections can, for the CPU time of a request, and at
 * half the rate that the bare server could do in its warm-up, for latencies. Rounds go on until
 * each ratio of CPU time is known well enough, or the limit of rounds or of time is reached.
 */
public final class ServerBenchmark {

  /** Fewer say little, however near to each other they happen to be. */
  private static final int LEAST_ROUNDS = 6;

  private static final double SHARE_OF_CAPACITY = 0.5;

  private final BenchmarkOptions options;
  private final Workload workload;
  private final List<Variant> variants;
  private final Results results;
  private final PrintStream progress;
  private final long end;

  private ServerBenchmark(BenchmarkOptions options, Workload workload, PrintStream progress) {
    this.options = options;
    this.workload = workload;
    this.progress = progress;
    this.variants = options.variants();
    this.results = new Results(variants.get(0));
    this.end = System.nanoTime() + Duration.ofMinutes(options.minutes()).toNanos();
  }

  /** Runs the benchmark; {@link BenchmarkOptions} has the options. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      BenchmarkOptions options = BenchmarkOptions.from(System.getProperties());
      for (Workload workload : options.workloads()) {
        new ServerBenchmark(options, workload, System.err).run(System.out);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("The benchmark cannot run: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(PrintStream out) throws IOException, InterruptedException {
    double loadBefore = Machine.load();
    Path models = workload.models();
    for (int fork = 1; fork <= options.forks() && (fork == 1 || !isEnough()); fork++) {
      progress.printf("%s, fork %d of %d%n", workload, fork, options.forks());
      runFork(models);
    }
    out.println(Report.markdown(variants, results));
    out.printf(
        "Workload: %s, %d connections. Medians of %d rounds of %d s; ratios are to the first row in"
            + " the same round: median and 95 %% interval by bootstrap. CPU of the server's whole"
            + " process without the JIT compiler, as fast as it goes; latencies of all rounds,"
            + " %s.%n",
        workload,
        workload.connections(),
        results.rounds(),
        options.turn().toSeconds(),
        workload.isPacedByTheModel()
            ? "at the same time"
            : "at half the rate that the first row could do in its warm-up");
    out.printf(
        "Server: %s. Machine: %s; load average before %.1f, after %.1f.%n%n",
        Installation.current().isReal() ? "DJL Serving" : "stand-in",
        Machine.description(),
        loadBefore,
        Machine.load());
  }

  private void runFork(Path models) throws IOException, InterruptedException {
    List<RawRequest> requests = workload.requests();
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (Variant variant : variants) {
        contestants.add(Contestant.start(variant, models, requests, workload.connections()));
      }
      double rate = warmUp(contestants);
      for (int round = 0; round < options.rounds() && !isEnough(); round++) {
        runRound(contestants, round, rate);
      }
      for (Contestant contestant : contestants) {
        results.received(contestant.variant(), contestant.stop());
      }
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
  }

  /** Returns the rate at which latencies are measured; 0 for as fast as it goes. */
  private double warmUp(List<Contestant> contestants) throws IOException, InterruptedException {
    double first = 0;
    for (Contestant contestant : contestants) {
      Duration half = options.warmUp().dividedBy(2);
      // The second half is no longer that of a cold server.
      double cold = contestant.warmUp(half);
      double warm = contestant.warmUp(half);
      first = first == 0 ? warm : first;
      progress.printf(
          "  %s, warm-up: %.0f and %.0f requests/s%n", contestant.variant().name(), cold, warm);
    }
    return workload.isPacedByTheModel() ? 0 : SHARE_OF_CAPACITY * first;
  }

  private boolean isEnough() {
    int rounds = results.rounds();
    boolean late = System.nanoTime() - end > 0;
    if (rounds < LEAST_ROUNDS) {
      return late && rounds > 0;
    }
    return late
        || variants.stream()
            .allMatch(variant -> results.cpuRatio(variant).reach() <= options.precision());
  }

  private void runRound(List<Contestant> contestants, int round, double rate)
      throws IOException, InterruptedException {
    List<Contestant> order = new ArrayList<>(contestants);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    for (Contestant contestant : order) {
      Measurement measurement = contestant.takeTurn(options.turn(), rate);
      results.add(contestant.variant(), measurement);
      progress.printf("  %s: %s%n", contestant.variant().name(), measurement.summary());
    }
  }
}
