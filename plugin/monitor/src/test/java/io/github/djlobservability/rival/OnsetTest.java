package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.statistics.SortedSample;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How well an alarm says where the change began: the median over many seeds. */
class OnsetTest {

  private static final int RUNS = 100;
  private static final int CHANGE = 2_011;

  @Test
  void adwinPlacesAChangeOfTheMeanWithinAFewBuckets() {
    assertThat(medianOnset(new Adwin(Adwin.Parameters.defaults()), 0.5))
        .isCloseTo(CHANGE, within(16.0));
  }

  @Test
  void cusumPlacesAShiftOfItsOwnSizeWithinAFewValues() {
    Cusum cusum =
        new Cusum(Cusum.Parameters.defaults().withThreshold(12), new ReferenceMoments(0, 1));

    assertThat(medianOnset(cusum, 1)).isCloseTo(CHANGE, within(3.0));
  }

  private static double medianOnset(ValueDetector detector, double shift) {
    double[] onsets = new double[RUNS];
    for (int seed = 0; seed < RUNS; seed++) {
      detector.reset();
      SplittableRandom random = new SplittableRandom(seed);
      int i = 0;
      while (detector.update(random.nextGaussian() + (i < CHANGE ? 0 : shift)) != Status.DRIFT) {
        i++;
      }
      onsets[seed] = i + 1 - detector.samplesSinceOnset();
    }
    double median = SortedSample.of(onsets).quantile(0.5);
    System.out.printf(
        "%s: median onset %.1f, change %d, middle half %.1f to %.1f, seeds 0 to %d%n",
        detector.getClass().getSimpleName(),
        median,
        CHANGE,
        SortedSample.of(onsets).quantile(0.25),
        SortedSample.of(onsets).quantile(0.75),
        RUNS - 1);
    assertThat(Arrays.stream(onsets).min().orElseThrow()).isNotNegative();
    return median;
  }
}
