package io.github.djlobservability.rival;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.statistics.comparison.KolmogorovSmirnov;
import io.github.djlobservability.statistics.comparison.Measurement;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KSWIN's own exact distribution against the library's, and what its draws see. */
class KswinTest {

  private static final long SEED = 20_260_106;

  /** The threshold is the greatest distance k / size whose p-value is still above the level. */
  @ParameterizedTest
  @CsvSource({"5, 0.05", "30, 0.005", "30, 0.0001", "50, 0.2", "200, 1e-6", "3, 0.01"})
  void thresholdIsTheExactQuantile(int size, double level) {
    SequentialDetector detector = new Kswin(new Kswin.Parameters(level, 2 * size, size, 0, SEED));
    Feed.updateAll(detector, new double[2 * size]);

    int accepted = (int) Math.round(detector.threshold() * size);

    assertThat(detector.threshold()).isEqualTo((double) accepted / size);
    assertThat(pValue(size, accepted)).isGreaterThan(level);
    if (accepted < size) {
      assertThat(pValue(size, accepted + 1)).isLessThanOrEqualTo(level);
    }
  }

  private static double pValue(int size, int distance) {
    double[] lower = DoubleStream.iterate(0, i -> i + 1).limit(size).toArray();
    double[] higher = DoubleStream.iterate(distance - 0.5, i -> i + 1).limit(size).toArray();
    Measurement measured = KolmogorovSmirnov.exact().measure(lower, higher);
    assertThat(measured.statistic()).isEqualTo((double) distance / size);
    return measured.pValue();
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "3, 3"})
  void findsAWiderSpreadThatMovesNoMean(long seed, double deviation) {
    SplittableRandom random = new SplittableRandom(seed);
    Kswin detector = new Kswin(new Kswin.Parameters(1e-4, 600, 200, 0.1, seed));
    int alarm = -1;
    for (int i = 0; i < 4_000 && alarm < 0; i++) {
      double value = random.nextGaussian() * (i < 1_000 ? 1 : deviation);
      alarm = detector.update(value) == Status.DRIFT ? i : -1;
    }

    assertThat(alarm).as("seed %d", seed).isBetween(1_000, 4_000);
  }
}
