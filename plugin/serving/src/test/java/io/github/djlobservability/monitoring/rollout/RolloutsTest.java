package io.github.djlobservability.monitoring.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.rollout.RolloutFinding;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.rollout.Said;
import io.github.djlobservability.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private static final ModelId ONE = new ModelId("m", "1");
  private static final ModelId TWO = new ModelId("m", "2");
  private static final int ITEMS = 60;

  private final Settings settings =
      new Configuration(new Properties(), Map.of(), problem -> {}).model("m", new Properties());
  private final Rollouts rollouts = new Rollouts(Telemetry.using(OpenTelemetry.noop(), "test"));

  @Test
  void numbersThatTurnOutToBeClassesAreForgotten() {
    rollouts.loaded(ONE, settings);
    rollouts.loaded(TWO, settings);
    assertThat(rollouts.kind(ONE, null)).isNull();
    say(1.0, "early");
    assertThat(rollouts.kind(ONE, PredictionKind.CLASS)).isEqualTo(PredictionKind.CLASS);
    assertThat(rollouts.kind(TWO, null)).isEqualTo(PredictionKind.CLASS);
    for (int i = 0; i < ITEMS; i++) {
      say("yes", "r" + i);
      assertThat(rollouts.kind(ONE, PredictionKind.CLASS)).isEqualTo(PredictionKind.CLASS);
    }

    RolloutReport report = Objects.requireNonNull(rollouts.report("m"));
    assertThat(report.notCompared()).isEmpty();
    assertThat(report.candidates().get(0).findings())
        .extracting(RolloutFinding::sentence)
        .anyMatch(sentence -> sentence.contains("say the same in 100 % of 60"));
  }

  private void say(Object prediction, String request) {
    Said said = Said.of(prediction, prediction.toString(), Double.NaN);
    long now = System.currentTimeMillis();
    rollouts.predicted(ONE, now, request, 0, said);
    rollouts.predicted(TWO, now, request, 0, said);
  }
}
