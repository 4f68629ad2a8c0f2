package io.github.djlobservability.quality.measure;

import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.statistics.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Labelled items that are transcripts, and their measures. Rates are of all words or characters of
 * the items together, as is usual; their intervals are those of a ratio of two means (W. G.
 * Cochran, <i>Sampling Techniques</i>, 1977, chapter 6), since the words of an item go wrong
 * together.
 */
public final class TranscribedItems {
  private final TranscriptErrors[] errors;
  private final double[] weights;

  /** Takes items whose labels are transcripts. */
  public TranscribedItems(List<LabelledItem> items) {
    errors = items.stream().map(TranscribedItems::errors).toArray(TranscriptErrors[]::new);
    weights = items.stream().mapToDouble(LabelledItem::weight).toArray();
  }

  private static TranscriptErrors errors(LabelledItem item) {
    return (TranscriptErrors) item.label();
  }

  /** By name, in the order in which they are shown. */
  public Map<String, Interval> measures() {
    Map<String, Interval> measures = new LinkedHashMap<>();
    measures.put("word_error_rate", ratio(TranscriptErrors::wordErrors, TranscriptErrors::words));
    measures.put(
        "character_error_rate",
        ratio(TranscriptErrors::characterErrors, TranscriptErrors::characters));
    measures.put("exact_share", exact());
    measures.put("length_ratio", ratio(TranscriptErrors::written, TranscriptErrors::words));
    return measures;
  }

  private Interval exact() {
    double right = 0;
    double total = 0;
    double squares = 0;
    for (int i = 0; i < errors.length; i++) {
      right += errors[i].wordErrors() == 0 ? weights[i] : 0;
      total += weights[i];
      squares += weights[i] * weights[i];
    }
    return Interval.wilson(right / total, total * total / squares);
  }

  private Interval ratio(
      ToDoubleFunction<TranscriptErrors> above, ToDoubleFunction<TranscriptErrors> below) {
    double mean = WeightedMean.of(values(below), weights);
    if (!(mean > 0)) {
      return Interval.UNDEFINED;
    }
    double ratio = WeightedMean.of(values(above), weights) / mean;
    double[] residuals =
        values(item -> (above.applyAsDouble(item) - ratio * below.applyAsDouble(item)) / mean);
    return Interval.normal(ratio, WeightedMean.error(residuals, weights)).notNegative();
  }

  private double[] values(ToDoubleFunction<TranscriptErrors> of) {
    return Arrays.stream(errors).mapToDouble(of).toArray();
  }
}
