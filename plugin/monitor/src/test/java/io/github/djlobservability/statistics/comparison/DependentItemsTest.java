package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tests on items that come in runs of equal ones: dependence makes them as cautious as needed. */
class DependentItemsTest {

  private static final long SEED = 20_261_124;
  private static final int RUN = 4;

  @Test
  void independentItemsNeedNoCorrection() {
    double[] reference = new SplittableRandom(SEED).doubles(300).toArray();
    double[] current = new SplittableRandom(SEED + 1).doubles(200).toArray();
    assertThat(KolmogorovSmirnov.asymptotic(1).measure(reference, current))
        .isEqualTo(KolmogorovSmirnov.asymptotic().measure(reference, current));
    assertThat(KolmogorovSmirnov.asymptotic().measure(reference, current).pValue())
        .isCloseTo(KolmogorovSmirnov.exact().measure(reference, current).pValue(), within(0.02));
    long[] before = {30, 50, 20};
    long[] after = {10, 30, 45};
    assertThat(new ChiSquare().measure(before, after, 1))
        .isEqualTo(new ChiSquare().measure(before, after));
  }

  /** Repeating each item changes no p-value when the test is told how many items are worth one. */
  @Test
  void repeatedItemsAreWorthOneEach() {
    double[] reference = new SplittableRandom(SEED).doubles(300).toArray();
    double[] current = new SplittableRandom(SEED + 1).doubles(200).map(x -> x * 0.9).toArray();
    Measurement once = KolmogorovSmirnov.asymptotic().measure(reference, current);
    Measurement repeated =
        KolmogorovSmirnov.asymptotic(RUN).measure(repeated(reference), repeated(current));
    assertThat(repeated.statistic()).isCloseTo(once.statistic(), within(1e-12));
    assertThat(repeated.pValue()).isCloseTo(once.pValue(), within(1e-9));

    Measurement counted = new ChiSquare().measure(new long[] {30, 50, 20}, new long[] {10, 30, 45});
    Measurement fourTimes =
        new ChiSquare().measure(new long[] {120, 200, 80}, new long[] {40, 120, 180}, RUN);
    assertThat(fourTimes.statistic()).isCloseTo(counted.statistic(), within(1e-9));
    assertThat(fourTimes.pValue()).isCloseTo(counted.pValue(), within(1e-12));
  }

  private static double[] repeated(double[] values) {
    double[] repeated = new double[RUN * values.length];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = values[i / RUN];
    }
    return repeated;
  }
}
