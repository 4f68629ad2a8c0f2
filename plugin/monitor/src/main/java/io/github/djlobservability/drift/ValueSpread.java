package io.github.djlobservability.drift;

import java.util.List;

/**
 * How the values of a feature are spread over bars: those of the reference, and those of the last
 * full window. Numbers beyond the ends are in the first bar and in the last.
 *
 * @param feature its name
 * @param categories names of the bars as they may be seen; empty for numbers
 * @param from where the first bar begins; NaN for categories
 * @param to where the last bar ends; NaN for categories
 * @param reference share of the reference's values in each bar; all 0 where it has no value
 * @param current share of the window's values in each bar; empty where it had none, and before the
 *     first window
 * @param referenceMean mean of the reference's numbers; NaN for categories
 */
public record ValueSpread(
    String feature,
    List<String> categories,
    double from,
    double to,
    List<Double> reference,
    List<Double> current,
    double referenceMean) {

  /** Copies the lists. */
  public ValueSpread {
    categories = List.copyOf(categories);
    reference = List.copyOf(reference);
    current = List.copyOf(current);
  }

  /** Returns this without what the last window held. */
  public ValueSpread ofReference() {
    return new ValueSpread(feature, categories, from, to, reference, List.of(), referenceMean);
  }
}
