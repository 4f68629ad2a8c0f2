package io.github.djlobservability.label.wanted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.statistics.Moments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WantedLabelsTest {
  private static final long SEED = 7;
  private static final long HOUR = 3_600_000;
  private static final int RUNS = 600;
  private static final int ITEMS = 4_000;
  private static final int LABELS = 100;

  /**
   * Nine of ten items are sure and wrong in 1 of 50 cases, one of ten is a guess. Labels of the
   * wanted items tell the error rate without bias, and better than as many labels at random.
   */
  @Test
  void weightedErrorsAreUnbiasedAndLessSpreadThanAtRandom() {
    SplittableRandom random = new SplittableRandom(SEED);
    boolean[] wrong = new boolean[ITEMS];
    boolean[] unsure = new boolean[ITEMS];
    double errors = 0;
    for (int i = 0; i < ITEMS; i++) {
      unsure[i] = i % 10 == 0;
      wrong[i] = random.nextDouble() < (unsure[i] ? 0.5 : 0.02);
      errors += wrong[i] ? 1 : 0;
    }
    Moments sums = new Moments();
    Moments shares = new Moments();
    Moments uniform = new Moments();
    for (int run = 0; run < RUNS; run++) {
      WantedLabels wanted = new WantedLabels(SEED + run);
      WantedLabels atRandom = new WantedLabels(SEED + RUNS + run);
      for (int i = 0; i < ITEMS; i++) {
        wanted.predicted(prediction(i, "r" + i), unsure[i] ? 0.5 : 0.02, false, HOUR);
        atRandom.predicted(prediction(i, "r" + i), Double.NaN, false, HOUR);
      }
      DrawnItems drawn = wanted.draw(LABELS, HOUR);
      assertThat(drawn.items()).hasSize(LABELS);
      sums.add(sumOfErrors(drawn, wrong) / ITEMS);
      shares.add(errorRate(drawn, wrong));
      uniform.add(errorRate(atRandom.draw(LABELS, HOUR), wrong));
    }
    double rate = errors / ITEMS;
    double error = 4 / Math.sqrt(RUNS);
    System.out.printf(
        "seed %d: error rate %.4f; sums %.4f sd %.4f, wanted %.4f sd %.4f, at random %.4f sd"
            + " %.4f%n",
        SEED,
        rate,
        sums.mean(),
        sums.standardDeviation(),
        shares.mean(),
        shares.standardDeviation(),
        uniform.mean(),
        uniform.standardDeviation());
    assertThat(sums.mean()).isCloseTo(rate, within(error * sums.standardDeviation()));
    assertThat(shares.mean()).isCloseTo(rate, within(error * shares.standardDeviation()));
    assertThat(shares.standardDeviation()).isLessThan(0.85 * uniform.standardDeviation());
  }

  private static double sumOfErrors(DrawnItems drawn, boolean[] wrong) {
    return drawn.items().stream()
        .filter(item -> wrong[(int) item.item()])
        .mapToDouble(drawn::weight)
        .sum();
  }

  private static double errorRate(DrawnItems drawn, boolean[] wrong) {
    return sumOfErrors(drawn, wrong) / drawn.items().stream().mapToDouble(drawn::weight).sum();
  }

  @Test
  void saysWhyAnItemIsWanted() {
    WantedLabels wanted = new WantedLabels(SEED);
    for (int i = 0; i < ITEMS; i++) {
      wanted.predicted(prediction(i, "r" + i), i % 2 == 0 ? 0.5 : 0, i >= ITEMS / 2, HOUR);
    }
    DrawnItems drawn = wanted.draw(LABELS, HOUR);
    Map<String, Set<Boolean>> unsure = reasons(drawn, item -> item.item() % 2 == 0);
    Map<String, Set<Boolean>> changed = reasons(drawn, DrawnItem::changed);
    assertThat(unsure).containsKeys("at random");
    assertThat(unsure.get("the model is often wrong where it is as unsure")).containsExactly(true);
    assertThat(changed.get("something differed from the reference")).containsExactly(true);
    // Those at random are a fair sample: one in 40 divided by the mean importance.
    assertThat(drawn.items().stream().filter(i -> drawn.why(i).equals("at random")).count())
        .isBetween(5L, 40L);
  }

  private static Map<String, Set<Boolean>> reasons(DrawnItems drawn, Predicate<DrawnItem> of) {
    return drawn.items().stream()
        .collect(
            Collectors.groupingBy(drawn::why, Collectors.mapping(of::test, Collectors.toSet())));
  }

  @Test
  void fewItemsAreAllWantedAndStandForThemselves() {
    WantedLabels wanted = new WantedLabels(SEED);
    for (int i = 0; i < 20; i++) {
      wanted.predicted(prediction(i, "r" + i), 0.5, false, HOUR);
    }
    DrawnItems drawn = wanted.draw(LABELS, HOUR);
    assertThat(drawn.items()).hasSize(20).allMatch(item -> drawn.weight(item) == 1);
    assertThat(drawn.why(drawn.items().get(0))).isEqualTo("all items are wanted");
  }

  @Test
  void noWeightIsLargerThanALabelMayHave() {
    WantedLabels wanted = new WantedLabels(SEED);
    for (int i = 0; i < 50_000; i++) {
      wanted.predicted(prediction(i, "r" + i), i % 2 == 0 ? 0.5 : 0, false, HOUR);
    }
    DrawnItems drawn = wanted.draw(5, HOUR);
    assertThat(drawn.items()).hasSize(5);
    assertThat(drawn.items().stream().mapToDouble(drawn::weight).max().orElseThrow())
        .isCloseTo(Label.MAX_WEIGHT, within(1e-9));
    assertThat(drawn.divisor()).isGreaterThan(1);
  }

  @Test
  void theOldestHoursGoAndMemoryIsBounded() {
    WantedLabels wanted = new WantedLabels(SEED);
    for (int hour = 0; hour < 48; hour++) {
      for (int i = 0; i < 700; i++) {
        wanted.predicted(prediction(i, "r" + i), 0.1, false, hour * HOUR);
      }
    }
    assertThat(wanted.memoryBytes())
        .isEqualTo((long) WantedLabels.STRETCHES * WantedLabels.MOST * DrawnItem.BYTES);
    DrawnItems drawn = wanted.draw(WantedLabels.MOST, 48 * HOUR);
    assertThat(drawn.sinceMillis()).isEqualTo(24 * HOUR);
    assertThat(drawn.seen()).isEqualTo(24 * 700);
    assertThat(drawn.items()).hasSize(WantedLabels.MOST);
    // The rest is forgotten once its time is over, also where nothing comes.
    assertThat(wanted.draw(10, 100 * HOUR).items()).isEmpty();
  }

  @Test
  void whatIsForgottenIsWantedNoMore() {
    WantedLabels wanted = new WantedLabels(SEED);
    for (int i = 0; i < 10; i++) {
      wanted.predicted(prediction(i, "r" + i), 0.1, false, HOUR);
    }
    wanted.forget(Set.of(3L));
    assertThat(wanted.draw(LABELS, HOUR).items())
        .hasSize(9)
        .noneMatch(item -> item.id().equals("r3"));
  }

  @Test
  void anItemGoesByItsKeyOrItsRequestAndRow() {
    WantedLabels wanted = new WantedLabels(SEED);
    wanted.predicted(named(1, new Prediction.Ids("r", 2, 3, null, null)), 0.1, false, HOUR);
    wanted.predicted(named(2, new Prediction.Ids("r", 0, 1, "t", null)), 0.1, false, HOUR);
    wanted.predicted(named(3, new Prediction.Ids("r", 1, 3, null, "key")), 0.1, false, HOUR);
    wanted.predicted(named(4, new Prediction.Ids(null, 0, 1, "t", null)), 0.1, false, HOUR);
    wanted.predicted(named(5, new Prediction.Ids(null, 0, 1, null, null)), 0.1, false, HOUR);
    assertThat(wanted.all().stream().map(item -> item.item() + item.id() + item.row()))
        .containsExactlyInAnyOrder("1r2", "2r-1", "3key-1", "4t-1");
  }

  private static Prediction prediction(long item, String request) {
    return named(item, new Prediction.Ids(request, 0, 1, null, null));
  }

  private static Prediction named(long item, Prediction.Ids ids) {
    return new Prediction(item, HOUR, ids, "yes", Map.of("yes", .9), .9, List.of());
  }
}
