package io.github.djlobservability.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.SampledRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowClockTest {

  private static final long TIME = Instant.parse("2026-11-30T07:25:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30 07:25",
        "2026-11-30T07:25:00",
        "2026-11-30T07:25:00Z",
        "2026-11-30 08:25:00+01:00",
        "2026-11-30T02:25:00.000-0500",
        "2026-11-30 07:25:00.000000",
        "1796023500",
        "1796023500000"
      })
  void readsTimes(String text) {
    assertThat(RowClock.millis(text)).isEqualTo(TIME);
  }

  @Test
  void readsNumbersAndDates() {
    assertThat(RowClock.millis(TIME * 1_000)).isEqualTo(TIME);
    assertThat(RowClock.millis("2026-11-30"))
        .isEqualTo(Instant.parse("2026-11-30T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "30.11.2026 07:25", "2026-11-31 07:25", "x-y", "NaN"})
  void whatIsNoTimeIsNone(String text) {
    assertThat(RowClock.millis(text)).isEqualTo(SampledRow.NO_TIME);
    assertThat(RowClock.millis(null)).isEqualTo(SampledRow.NO_TIME);
  }

  @Test
  void takesTheFirstClock() {
    Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    leftOut.put("id", LeftOut.IDENTIFIER);
    leftOut.put("seen", LeftOut.CLOCK);
    leftOut.put("sent", LeftOut.CLOCK);
    assertThat(new RowClock(leftOut).column()).isEqualTo("seen");
    assertThat(new RowClock(Map.of()).column()).isNull();
  }
}
