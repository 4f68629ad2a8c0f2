package io.github.djlobservability.suite.benchmark;

import java.util.List;
import java.util.Locale;

/** The results as a Markdown table. */
final class Report {

  private static final String HEAD =
      """
      | server | requests/s | p50 (ms) | p99 (ms) | CPU per request (us) | requests/s, ratio | requests per CPU second, ratio | spans per request |
      |---|---|---|---|---|---|---|---|
      """;

  private Report() {}

  static String markdown(List<Variant> variants, Results results) {
    StringBuilder table = new StringBuilder(HEAD);
    variants.forEach(variant -> table.append(row(variant, results)));
    return table.toString();
  }

  private static String row(Variant variant, Results results) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s | %s | %.2f |%n",
        variant.name(),
        results.spread(variant, Measurement::requestsPerSecond).text(0),
        results.spread(variant, Measurement::p50Millis).text(2),
        results.spread(variant, Measurement::p99Millis).text(2),
        results.spread(variant, Measurement::cpuMicros).text(0),
        results.ratio(variant, Measurement::requestsPerSecond).text(3),
        results.ratio(variant, measurement -> 1 / measurement.cpuMicros()).text(3),
        results.spansPerRequest(variant));
  }
}
