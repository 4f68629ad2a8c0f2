package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {

  private static final long SEED = 3;

  @Test
  void holdsTheTrueMedianInNineteenOfTwentyCases() {
    Random random = new Random(SEED);
    System.out.println("seed " + SEED);
    int cases = 300;
    int held = 0;
    for (int i = 0; i < cases; i++) {
      Interval interval = Interval.of(random.doubles(25).boxed().toList());
      held += interval.lower() <= 0.5 && interval.upper() >= 0.5 ? 1 : 0;
    }
    assertThat(held / (double) cases).isCloseTo(0.95, within(0.05));
  }

  @Test
  void isNarrowerTheMoreNumbersThereAre() {
    List<Double> few = IntStream.range(0, 9).mapToObj(i -> i / 8.0).toList();
    List<Double> many = IntStream.range(0, 801).mapToObj(i -> i / 800.0).toList();

    assertThat(Interval.of(many).median()).isEqualTo(Interval.of(few).median()).isEqualTo(0.5);
    assertThat(Interval.of(many).reach()).isLessThan(Interval.of(few).reach() / 4);
  }

  @Test
  void ofOneNumberIsThatNumber() {
    assertThat(Interval.of(List.of(7.0)).text(1)).isEqualTo("7.0 (7.0 to 7.0)");
    assertThat(Interval.of(List.of(7.0)).reach()).isZero();
  }

  @Test
  void ofNothingIsAnError() {
    assertThatThrownBy(() -> Interval.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
