package io.github.djlobservability.suite.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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

  /** Returns a figure over all rounds. */
  Spread spread(Variant variant, ToDoubleFunction<Measurement> figure) {
    return Spread.of(of(variant).stream().map(figure::applyAsDouble).toList());
  }

  /**
   * Returns a figure of the variant divided by that of the reference in the same round, over all
   * rounds.
   */
  Spread ratio(Variant variant, ToDoubleFunction<Measurement> figure) {
    List<Measurement> own = of(variant);
    List<Measurement> theirs = of(reference);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(figure.applyAsDouble(own.get(i)) / figure.applyAsDouble(theirs.get(i)));
    }
    return Spread.of(ratios);
  }
}
