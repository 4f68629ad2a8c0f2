package io.github.djlobservability.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.worker.HandOff;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotLookedIntoTest {
  @Test
  void saysWhatAFullHandOffLosesAndWhatCanBeSet() {
    assertThat(reason("load"))
        .startsWith(
            "too much waited for the thread `load` (items): requests that changes of latency")
        .contains("metrics have them", "observability.load=false");
    assertThat(reason("writer")).contains("observability.span-detail=compact");
    assertThat(reason("drift")).contains("observability.cpu-share and observability.memory");
    assertThat(reason("commands")).contains("they are left out");
  }

  private static String reason(String handOff) {
    HandOff.Report report = new HandOff.Report(handOff, 0, 200, Map.of("items", 187L));
    return NotLookedInto.of(List.of(), List.of(report)).get(0).reason();
  }
}
