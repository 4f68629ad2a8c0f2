package io.github.djlobservability.suite.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * The measurements of all variants. The n-th of one variant and the n-th of another are of the same
 * round.
 */
final class Results {

  private final Map<String, List<Measurement>> measurements = new LinkedHashMap<>();
  private final Map<String, List<Double>> spansPerRequest = new LinkedHashMap<>();
  private final Variant reference;

  /**
   * @param reference the variant that the others are compared with
   */
  Results(Variant reference) {
    this.reference = reference;
  }

  void add(Variant variant, Measurement measurement) {
    measurements.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(measurement);
  }

  /** Notes how many spans arrived for each request of a fork, its warm-up included. */
  void received(Variant variant, double spans) {
    spansPerRequest.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(spans);
  }

  /** Returns how many spans arrived for each request, on average over the forks. */
  double spansPerRequest(Variant variant) {
    return spansPerRequest.getOrDefault(variant.name(), List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  List<Measurement> of(Variant variant) {
    return List.copyOf(measurements.getOrDefault(variant.name(), List.of()));
  }

  /** Returns how many rounds there were. */
  int rounds() {
    return of(reference).size();
  }

  /** Returns the median of a figure over all rounds. */
  double median(Variant variant, ToDoubleFunction<Measurement> figure) {
    return Spread.of(of(variant).stream().map(figure::applyAsDouble).toList()).median();
  }

  /** Returns the latencies of all rounds. */
  Histogram latencies(Variant variant) {
    Histogram all = new Histogram(3);
    of(variant).forEach(measurement -> all.add(measurement.latencies()));
    return all;
  }

  /**
   * Returns a figure of the variant divided by that of the reference in the same round, over all
   * rounds.
   */
  Interval ratio(Variant variant, ToDoubleFunction<Measurement> figure) {
    List<Measurement> own = of(variant);
    List<Measurement> theirs = of(reference);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(theirs.get(i)));
    }
    return Interval.of(ratios);
  }

  /** Returns requests per CPU second, as a ratio. */
  Interval cpuRatio(Variant variant) {
    return ratio(variant, measurement -> 1 / measurement.cpuMicros());
  }
}
