package io.github.djlobservability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KllSketchTest {
  private static final int STREAM = 50_000;

  /**
   * With 49 ranks in each of 20 streams, this many may miss a bound that holds in 99 of 100 cases.
   */
  private static final int ALLOWED_MISSES = 20;

  @Test
  void isExactUntilItIsFull() {
    KllSketch sketch = new KllSketch(100, 1);
    for (int i = 99; i >= 0; i--) {
      sketch.add(Math.floor(i / 2.0));
    }
    assertThat(sketch.count()).isEqualTo(100);
    assertThat(sketch.countBelow(10)).isEqualTo(20);
    assertThat(sketch.countBelow(-1)).isZero();
    assertThat(sketch.countBelow(1e9)).isEqualTo(100);
    assertThat(sketch.quantiles(0, 0.01, 0.5, 0.99, 1)).containsExactly(0, 0, 24, 49, 49);
  }

  @Test
  void saysNothingOfNothing() {
    KllSketch sketch = new KllSketch(100, 1);
    assertThat(sketch.quantiles(0.5)).containsExactly(Double.NaN);
    assertThat(sketch.countBelow(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "rising", "falling", "few values"})
  void ranksAreAsCloseAsDocumented(String order) {
    int misses = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[] stream = stream(order, seed);
      KllSketch sketch = fill(new KllSketch(200, seed), stream);
      misses += misses(sketch, stream, 0.0133);
    }
    System.out.println("KllSketch, " + order + ", seeds 0 to 19: " + misses + " misses of 980");
    assertThat(misses).isLessThanOrEqualTo(ALLOWED_MISSES);
  }

  @Test
  void mergedSketchesAreAsCloseAsOne() {
    int misses = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[] first = stream("random", seed);
      double[] second = Arrays.stream(stream("random", 1000 + seed)).map(x -> 2 + x / 2).toArray();
      KllSketch sketch = fill(new KllSketch(200, 2L * seed), first);
      sketch.merge(fill(new KllSketch(200, 2L * seed + 1), second));
      double[] both = Arrays.copyOf(first, 2 * STREAM);
      System.arraycopy(second, 0, both, STREAM, STREAM);
      assertThat(sketch.count()).isEqualTo(2 * STREAM);
      misses += misses(sketch, both, 0.0133);
    }
    System.out.println("KllSketch, merged, seeds 0 to 19: " + misses + " misses of 980");
    assertThat(misses).isLessThanOrEqualTo(ALLOWED_MISSES);
  }

  @Test
  void holdsNoMoreThanThreeTimesItsSize() {
    KllSketch sketch = new KllSketch(200, 7);
    for (int i = 0; i < 1_000_000; i++) {
      sketch.add(i % 977);
      assertThat(sketch.retained()).isLessThanOrEqualTo(3 * 200 + 8 * 24);
    }
    assertThat(sketch.countBelow(1000)).isEqualTo(1_000_000);
  }

  @Test
  void equalStreamsAndSeedsGiveEqualSketches() {
    double[] stream = stream("random", 3);
    assertThat(fill(new KllSketch(200, 5), stream).levels())
        .usingRecursiveComparison()
        .isEqualTo(fill(new KllSketch(200, 5), stream).levels());
    assertThat(fill(new KllSketch(200, 5), stream).quantiles(0.25, 0.5, 0.75))
        .isNotEqualTo(fill(new KllSketch(200, 6), stream).quantiles(0.25, 0.5, 0.75));
  }

  @Test
  void aCopyGoesItsOwnWay() {
    KllSketch sketch = fill(new KllSketch(200, 5), stream("random", 3));
    KllSketch copy = sketch.copy();
    copy.add(-100);
    assertThat(copy.countBelow(-99)).isEqualTo(1);
    assertThat(sketch.countBelow(-99)).isZero();
    assertThat(copy.count()).isEqualTo(sketch.count() + 1);
  }

  @Test
  void refusesToMergeAnotherSize() {
    KllSketch sketch = new KllSketch(200, 1);
    assertThatThrownBy(() -> sketch.merge(new KllSketch(100, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200 and 100");
    assertThatThrownBy(() -> new KllSketch(7, 1)).hasMessageContaining("at least 8, got 7");
  }

  private static KllSketch fill(KllSketch sketch, double[] stream) {
    for (double value : stream) {
      sketch.add(value);
    }
    return sketch;
  }

  /** At how many of 49 ranks the sketch is off by more than a share of the count. */
  private static int misses(KllSketch sketch, double[] stream, double bound) {
    double[] sorted = stream.clone();
    Arrays.sort(sorted);
    int misses = 0;
    for (int i = 1; i < 50; i++) {
      double value = sorted[i * (sorted.length / 50)];
      long below = Arrays.stream(sorted).filter(x -> x < value).count();
      if (Math.abs(sketch.countBelow(value) - below) > bound * sorted.length) {
        misses++;
      }
    }
    return misses;
  }

  private static double[] stream(String order, long seed) {
    Random random = new Random(seed);
    IntToDoubleFunction value =
        switch (order) {
          case "rising" -> i -> i;
          case "falling" -> i -> -i;
          case "few values" -> i -> random.nextInt(5);
          default -> i -> random.nextGaussian();
        };
    double[] stream = new double[STREAM];
    for (int i = 0; i < STREAM; i++) {
      stream[i] = value.applyAsDouble(i);
    }
    return stream;
  }
}
