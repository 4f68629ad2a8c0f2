package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.SortedSample;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The Mann-Whitney U test (Wilcoxon's rank sum): whether values of one sample tend to be larger.
 *
 * <pre>U = the number of pairs whose reference value is larger, plus half of those that tie</pre>
 *
 * <p>Statistic: U, from 0 to n m; {@code U / (n m)} is the share of such pairs, 1/2 when nothing
 * has moved. p-value, two-sided: exact when a sample has at most eight values and there are no
 * ties, else normal with corrections for ties and continuity; 1 when all values are equal. Blind to
 * changes that leave that share where it was, such as a wider spread.
 *
 * <p>H. B. Mann and D. R. Whitney, <i>On a Test of Whether one of Two Random Variables is
 * Stochastically Larger than the Other</i>, Annals of Mathematical Statistics 18, 1947.
 */
public final class MannWhitney implements SampleMeasure {

  private static final int SMALL = 8;

  private final MannWhitneyUTest exactIfNoTies =
      MannWhitneyUTest.withDefaults().with(PValueMethod.AUTO);
  private final MannWhitneyUTest asymptotic =
      MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC);

  @Override
  public Measurement measure(SortedSample reference, SortedSample current) {
    if (reference.isEmpty() || current.isEmpty()) {
      return Measurement.UNDEFINED;
    }
    double lowest = Math.min(reference.get(0), current.get(0));
    double highest = Math.max(reference.get(reference.size() - 1), current.get(current.size() - 1));
    if (lowest == highest) {
      return new Measurement((double) reference.size() * current.size() / 2, 1);
    }
    boolean small = Math.min(reference.size(), current.size()) <= SMALL;
    var test = small ? exactIfNoTies : asymptotic;
    var result = test.test(reference.values(), current.values());
    return new Measurement(result.getStatistic(), result.getPValue());
  }
}
