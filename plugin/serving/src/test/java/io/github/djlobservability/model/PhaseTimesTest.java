package io.github.djlobservability.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseTimesTest {
  @Test
  void showThePhasesThatWereReached() {
    Map<Phase, Long> seen = new EnumMap<>(Phase.class);
    new PhaseTimes(0, 2, 3, PhaseTimes.NOT_REACHED).forEach(seen::put);
    assertThat(seen)
        .containsExactly(
            entry(Phase.QUEUE, 0L), entry(Phase.PREPROCESS, 2L), entry(Phase.INFERENCE, 3L));
    seen.clear();
    PhaseTimes.NONE.forEach(seen::put);
    assertThat(seen).isEmpty();
  }
}
