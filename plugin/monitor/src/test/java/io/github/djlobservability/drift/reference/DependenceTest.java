package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.DependenceStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DependenceTest {

  private static final long SEED = 5;
  private static final int ROWS = 10_000;

  private static double[] values(DependenceStudy.Stream stream) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, i -> stream.next());
    return values;
  }

  private static double of(double[] values) {
    return Dependence.ofNumbers(values, Dependence.consecutive(values.length));
  }

  @Test
  void independentItemsAreWorthOneEach() {
    SplittableRandom random = new SplittableRandom(SEED);
    assertThat(of(values(DependenceStudy.autoregressive(0, random)))).isLessThan(1.6);
    assertThat(of(values(() -> 7))).isEqualTo(1);
    assertThat(of(new double[] {1, Double.NaN})).isEqualTo(1);
    assertThat(of(new double[0])).isEqualTo(1);
  }

  @Test
  void autoregressiveItemsAreWorthWhatTheoryTells() {
    SplittableRandom random = new SplittableRandom(SEED);
    // (1 + a) / (1 - a): 4 and 19
    assertThat(of(values(DependenceStudy.autoregressive(0.6, random)))).isBetween(3.0, 5.5);
    assertThat(of(values(DependenceStudy.autoregressive(0.9, random)))).isBetween(13.0, 27.0);
  }

  /** Blocks of 8, the longest of which it has twenty, tell 6; theory is 19. */
  @Test
  void aShortReferenceIsTakenToRememberRatherTooLongThanTooShort() {
    double[] found = new double[41];
    for (int seed = 0; seed < found.length; seed++) {
      DependenceStudy.Stream stream =
          DependenceStudy.autoregressive(0.9, new SplittableRandom(seed));
      double[] values = new double[200];
      Arrays.setAll(values, i -> stream.next());
      found[seed] = of(values);
    }
    Arrays.sort(found);
    assertThat(found[20]).isBetween(16.0, 32.0);
    assertThat(found[40]).isLessThanOrEqualTo(100);
  }

  /** Theory is 3; blocks alone told up to 20. */
  @Test
  void neighboursTellTheMemoryOfAShortReference() {
    double[] found = new double[101];
    for (int seed = 0; seed < found.length; seed++) {
      DependenceStudy.Stream stream =
          DependenceStudy.autoregressive(0.5, new SplittableRandom(seed));
      double[] values = new double[200];
      Arrays.setAll(values, i -> stream.next());
      found[seed] = of(values);
    }
    Arrays.sort(found);
    assertThat(found[10]).isGreaterThan(2.5);
    assertThat(found[50]).isBetween(3.0, 4.2);
    assertThat(found[90]).isLessThan(6);
  }

  /** Neighbours of these correlate by .45, and those two apart by .4: theory is about 10. */
  @Test
  void aLongMemoryUnderNoiseIsNotThatOfNeighbours() {
    SplittableRandom random = new SplittableRandom(SEED);
    DependenceStudy.Stream hidden = DependenceStudy.autoregressive(0.9, random);
    assertThat(of(values(() -> hidden.next() + random.nextGaussian()))).isBetween(7.0, 16.0);
  }

  @Test
  void aSampleOfTheRowsTellsTheSame() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] all = values(DependenceStudy.autoregressive(0.9, random));
    List<Double> kept = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (random.nextInt(3) == 0) {
        kept.add(all[i]);
        positions.add((long) i);
      }
    }
    double found =
        Dependence.ofNumbers(
            kept.stream().mapToDouble(Double::doubleValue).toArray(),
            positions.stream().mapToLong(Long::longValue).toArray());
    assertThat(found).isBetween(10.0, 32.0);
  }

  @Test
  void aCycleIsSeenInBlocksOfAboutHalfOfIt() {
    SplittableRandom random = new SplittableRandom(SEED);
    assertThat(of(values(DependenceStudy.cycle(48, random)))).isBetween(4.0, 12.0);
  }

  @Test
  void categoriesDependAsTheNumbersBehindThemDo() {
    SplittableRandom random = new SplittableRandom(SEED);
    DependenceStudy.Stream stream = DependenceStudy.autoregressive(0.9, random);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      values.add(stream.next() > 0 ? "up" : "down");
    }
    FeatureReference reference = FeatureReference.categorical("x", DriftKind.DATA, values);
    assertThat(reference.dependence()).isEqualTo(1);
    assertThat(reference.inTimeOrder(values).dependence()).isBetween(6.0, 20.0);
  }
}
