package io.github.djlobservability.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.monitoring.comparison.CoverageReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatToDoTest {
  @Test
  void saysOfHowManyItemsAnAdviceIs() {
    assertThat(basis(0, 0, Map.of())).isEqualTo("No item has come yet.");
    assertThat(basis(1234, 1234, Map.of())).isEqualTo("All 1,234 items that came were compared.");
    assertThat(basis(60_000, 1200, Map.of("sampled", 58_800L)))
        .isEqualTo(
            "Of 60,000 items that came 1,200 (2.0 %) were compared whole, a fair sample. What few"
                + " items have may not be seen yet.");
    assertThat(basis(1000, 400, Map.of("sampled", 500L, "failed", 100L)))
        .startsWith("Of 1,000 items that came 400 (40 %) were compared whole. What");
  }

  private static String basis(long seen, long compared, Map<String, Long> reasons) {
    return WhatToDo.basis(new CoverageReport(seen, compared, reasons, Map.of(), List.of()));
  }
}
