package io.github.djlobservability.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void multipliesTheSmallestByTheirNumberAndNeverFalls() {
    assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }

  @Test
  void staysAProbabilityAndLeavesOutWhatIsUnknown() {
    assertThat(Holm.adjust(0.9, Double.NaN, 0.4))
        .containsExactly(new double[] {0.9, Double.NaN, 0.8}, within(1e-12));
    assertThat(Holm.adjust(0.6, 0.7)).containsExactly(1, 1);
    assertThat(Holm.adjust()).isEmpty();
  }

  @Test
  void whatHasMoreWeightNeedsLess() {
    assertThat(Holm.adjust(new double[] {0.01, 0.01, 0.2}, new double[] {3, 0.5, 0.5}))
        .containsExactly(new double[] {4 * 0.01 / 3, 0.02, 0.2}, within(1e-12));
  }
}
