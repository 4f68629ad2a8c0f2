package io.github.djlobservability.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("span-detail", "sampling", "drift", "drift.window", "drift.expected-run-time", "age");

  @ParameterizedTest
  @CsvSource({
    "spandetail, span-detail",
    "SPAN_DETAIL, span-detail",
    "samplnig, sampling",
    "drift.windows, drift.window",
    "drift-window, drift.window",
    "expectedRunTime, drift.expected-run-time",
    "Age, age"
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(NearestName.of(written, KNOWN)).isEqualTo(meant);
  }

  @Test
  void findsNothingWhereNothingIsNear() {
    assertThat(NearestName.of("sex", KNOWN)).isNull();
    assertThat(NearestName.of("latency", KNOWN)).isNull();
    assertThat(NearestName.of("", KNOWN)).isNull();
    assertThat(NearestName.of("drift", List.of())).isNull();
  }

  @Test
  void countsEachMistypingOnce() {
    assertThat(NearestName.distance("drift", "drift")).isZero();
    assertThat(NearestName.distance("drfit", "drift")).isEqualTo(1);
    assertThat(NearestName.distance("dritf.windw", "drift.window")).isEqualTo(2);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("abc", "")).isEqualTo(3);
  }
}
