package io.github.djlobservability.drift.reference;

/**
 * Says which values of a feature are expected, and how often the reference broke that.
 *
 * @param checked whether the rules are checked; of a text's several series only the first's are
 * @param missing items of the reference without a value
 * @param wrongType items of the reference with a value of another type
 * @param minimum numbers below are out of range
 * @param maximum numbers above are out of range
 * @param closed whether a category that the reference lacks is at fault
 */
public record QualityReference(
    boolean checked, long missing, long wrongType, double minimum, double maximum, boolean closed) {

  /** Makes the rules of a sample, whose own range is the allowed range. */
  static QualityReference ofSample(NumberSummary summary, long missing) {
    boolean none = Double.isNaN(summary.minimum());
    return new QualityReference(
        true,
        missing,
        0,
        none ? Double.NEGATIVE_INFINITY : summary.minimum(),
        none ? Double.POSITIVE_INFINITY : summary.maximum(),
        true);
  }

  QualityReference withRange(double from, double to) {
    return new QualityReference(checked, missing, wrongType, from, to, closed);
  }

  QualityReference unchecked() {
    return new QualityReference(false, missing, wrongType, minimum, maximum, closed);
  }

  public boolean isOutOfRange(double value) {
    return value < minimum || value > maximum;
  }
}
