package io.github.djlobservability.samples.employment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CensusColumnTest {

  @Test
  void quantityMayLieAnywhereInItsRange() {
    assertThat(CensusColumn.AGEP.isCode()).isFalse();
    assertThat(List.of(0.0, 41.5, 120.0)).allMatch(CensusColumn.AGEP::allows);
    assertThat(List.of(-0.1, 120.1, Double.NaN, Double.POSITIVE_INFINITY))
        .noneMatch(CensusColumn.AGEP::allows);
  }

  @Test
  void codeHasToBeWhole() {
    assertThat(CensusColumn.MAR.isCode()).isTrue();
    assertThat(List.of(1.0, 2.0, 3.0, 4.0, 5.0)).allMatch(CensusColumn.MAR::allows);
    assertThat(List.of(0.0, 1.5, 6.0, Double.NaN)).noneMatch(CensusColumn.MAR::allows);
  }

  @Test
  void saysWhatIsAllowed() {
    assertThat(CensusColumn.AGEP.allowed()).isEqualTo("a number from 0 to 120");
    assertThat(CensusColumn.MAR.allowed()).isEqualTo("one of the codes 1 to 5");
  }
}
