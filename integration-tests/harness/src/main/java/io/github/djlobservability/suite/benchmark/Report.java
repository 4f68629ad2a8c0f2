package io.github.djlobservability.suite.benchmark;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The results as the Markdown table of {@code docs/performance.md}. */
final class Report {

  private static final String HEAD =
      """
      | server | CPU per request (us) | requests per CPU second, ratio | instructions, ratio | requests/s | p50, p99, p99.9 (ms) | p99, ratio | RSS (MB) | spans per request |
      |---|---|---|---|---|---|---|---|---|
      """;

  private Report() {}

  static String markdown(List<Variant> variants, Results results) {
    StringBuilder table = new StringBuilder(HEAD);
    variants.forEach(variant -> table.append(row(variant, results)));
    return table.toString();
  }

  private static String row(Variant variant, Results results) {
    Histogram latencies = results.latencies(variant);
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %s | %s | %.0f | %.2f, %.2f, %.2f | %s | %.0f | %.2f |%n",
        variant.name(),
        results.median(variant, Measurement::cpuMicros),
        results.cpuRatio(variant).text(3),
        instructions(variant, results),
        results.median(variant, Measurement::requestsPerSecond),
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6,
        latencies.getValueAtPercentile(99.9) / 1e6,
        results.ratio(variant, measurement -> measurement.millis(99)).text(2),
        results.median(variant, Measurement::residentMegabytes),
        results.spansPerRequest(variant));
  }

  private static String instructions(Variant variant, Results results) {
    return Double.isNaN(results.median(variant, Measurement::instructions))
        ? "not counted"
        : results.ratio(variant, Measurement::instructions).text(3);
  }
}
