package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.DelayTrial.Errors;
import io.github.djlobservability.drift.DelayTrial.Normal;
import io.github.djlobservability.drift.DelayTrial.Source;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The monitor finds each change at least as soon as the best known detector does with its defaults,
 * at that detector's rate of false alarms.
 */
class DelayTest {

  private static final int FIRST_SEED = 1;
  private static final int SEEDS = 200;

  /** One alarm in as many items as were tried with a detector that gave none. */
  private static final double NONE = 2e6;

  static Stream<Arguments> changes() {
    Source fifth = new Errors(0.2);
    Source normal = new Normal(0, 1);
    return Stream.of(
        Arguments.of("HDDM_W", fifth, new Errors(0.4), 1_000 / 0.064, 71),
        Arguments.of("EDDM", fifth, new Errors(0.4), 1_000 / 2.16, 79),
        Arguments.of("ADWIN", fifth, new Errors(0.4), NONE, 154),
        Arguments.of("HDDM_W", fifth, new Errors(0.8), 1_000 / 0.064, 11),
        Arguments.of("HDDM_A", fifth, new Errors(0.8), 1_000 / 0.013, 26),
        Arguments.of("EDDM", new Errors(0.05), new Errors(0.15), 1_000 / 2.16, 112),
        Arguments.of("ADWIN", new Errors(0.05), new Errors(0.15), NONE, 247),
        Arguments.of("Page-Hinkley", normal, new Normal(0.5, 1), 1_000 / 0.576, 89),
        Arguments.of("ADWIN", normal, new Normal(0.5, 1), NONE, 140),
        Arguments.of("Page-Hinkley", normal, new Normal(1, 1), 1_000 / 0.576, 37),
        Arguments.of("ADWIN", normal, new Normal(1, 1), NONE, 52),
        Arguments.of("KSWIN", normal, new Normal(0, 2), NONE, 382));
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}, one false alarm in {3}, at most {4} items")
  @MethodSource("changes")
  void findsTheChangeNoLaterThan(
      String detector, Source before, Source after, double runTime, double delay) {
    DelayTrial.Result result =
        new DelayTrial(before, after, runTime).measure(FIRST_SEED, FIRST_SEED + SEEDS);
    System.out.printf(
        "seeds %d to %d, %s -> %s, %s: %s%n",
        FIRST_SEED, FIRST_SEED + SEEDS - 1, before, after, detector, result);
    assertThat(result.found()).isEqualTo(1);
    assertThat(result.delay()).isLessThanOrEqualTo(delay + 0.5); // the figure is rounded
    assertThat(result.covered()).isGreaterThan(0.65);
  }
}
