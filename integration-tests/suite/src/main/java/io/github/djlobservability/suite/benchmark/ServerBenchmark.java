package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.server.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures what the plugin costs a server: the same load, in turns, on servers without it and with
 * it. All servers of a fork run at the same time, so that a turn of one follows closely on that of
 * another; those that wait use next to nothing. Every second round goes through them backwards.
 */
public final class ServerBenchmark {

  private final BenchmarkOptions options;
  private final List<Variant> variants;
  private final Results results;
  private final PrintStream progress;

  private ServerBenchmark(BenchmarkOptions options, PrintStream progress) {
    this.options = options;
    this.progress = progress;
    this.variants = Variant.all(options.agent());
    this.results = new Results(variants.get(0));
  }

  /** Runs the benchmark; {@link BenchmarkOptions} has the options. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      BenchmarkOptions options = BenchmarkOptions.from(System.getProperties());
      new ServerBenchmark(options, System.err).run(System.out);
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("The benchmark cannot run: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(PrintStream out) throws IOException, InterruptedException {
    double loadBefore = Machine.load();
    Path models = options.workload().models();
    for (int fork = 1; fork <= options.forks(); fork++) {
      progress.printf("Fork %d of %d%n", fork, options.forks());
      runFork(models);
    }
    out.println(Report.markdown(variants, results));
    out.printf(
        "Median and quartiles of %d rounds (%d forks) of %d s; ratios to the first row in the same"
            + " round. %d connections, each with one request at a time. CPU of the server's whole process"
            + " without the JIT compiler.%n",
        options.forks() * options.rounds(),
        options.forks(),
        options.turn().toSeconds(),
        BenchmarkOptions.CONNECTIONS);
    out.printf(
        "Workload: %s. Server: %s. Machine: %s; load average before %.1f, after %.1f.%n",
        options.workload(),
        Installation.current().isReal() ? "DJL Serving" : "stand-in",
        Machine.description(),
        loadBefore,
        Machine.load());
  }

  private void runFork(Path models) throws IOException, InterruptedException {
    List<RawRequest> requests = options.workload().requests();
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (Variant variant : variants) {
        contestants.add(Contestant.start(variant, models, requests));
      }
      for (Contestant contestant : contestants) {
        progress.printf(
            "  %s, warm-up: %s%n",
            contestant.variant().name(), contestant.takeTurn(options.warmUp()).summary());
      }
      for (int round = 0; round < options.rounds(); round++) {
        runRound(contestants, round);
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

  private void runRound(List<Contestant> contestants, int round)
      throws IOException, InterruptedException {
    List<Contestant> order = new ArrayList<>(contestants);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    for (Contestant contestant : order) {
      Measurement measurement = contestant.takeTurn(options.turn());
      results.add(contestant.variant(), measurement);
      progress.printf("  %s: %s%n", contestant.variant().name(), measurement.summary());
    }
  }
}
