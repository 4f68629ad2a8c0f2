package io.github.djlobservability.privacy.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteLaplaceTest {
  private static final long SEED = 20261130;
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 3})
  void isAsProbableAsTheDistributionSays(double epsilon) {
    System.out.println("seed " + SEED);
    Map<Long, Integer> counts = new TreeMap<>();
    DiscreteLaplace noise = new DiscreteLaplace(new SplittableRandom(SEED));
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(noise.draw(epsilon), 1, Integer::sum);
    }
    for (long x = -6; x <= 6; x++) {
      double expected = DRAWS * Math.tanh(epsilon / 2) * Math.exp(-epsilon * Math.abs(x));
      double slack = 5 * Math.sqrt(expected) + 5;
      assertThat((double) counts.getOrDefault(x, 0)).as("%d", x).isCloseTo(expected, offset(slack));
    }
  }

  @Test
  void isWideWhereEpsilonIsSmall() {
    System.out.println("seed " + SEED);
    double epsilon = 1e-4;
    DiscreteLaplace noise = new DiscreteLaplace(new SplittableRandom(SEED));
    double sum = 0;
    double sizes = 0;
    for (int i = 0; i < DRAWS; i++) {
      long drawn = noise.draw(epsilon);
      sum += drawn;
      sizes += Math.abs(drawn);
    }
    assertThat(sum / DRAWS).isCloseTo(0, offset(5 * Math.sqrt(2) / epsilon / Math.sqrt(DRAWS)));
    assertThat(sizes / DRAWS).isCloseTo(1 / epsilon, offset(5 / epsilon / Math.sqrt(DRAWS)));
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThatThrownBy(() -> new DiscreteLaplace(new SplittableRandom(1)).draw(1e-13))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
