package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {

  @ParameterizedTest
  @CsvSource({
    "200,,                    false, false,,             SUCCEEDED",
    "204,,                    false, false,,             SUCCEEDED",
    "400,,                    false, false,,             CLIENT",
    "404,,                    false, false,,             CLIENT",
    "400,,                    false, true,,              BACKEND",
    "424,,                    false, false,,             BACKEND",
    "500,,                    false, false,,             BACKEND",
    "503,,                    false, false,,             BACKEND",
    "503,,                    true,  false,,             REJECTED",
    "429,,                    true,  false,,             REJECTED",
    "429,,                    false, false,,             REJECTED",
    "429,,                    false, true,,              BACKEND",
    "200,,                    false, false, 429,         REJECTED",
    "200,,                    false, false, stream_error, BACKEND",
    "200,,                    false, false, 424,         BACKEND",
    "200,,                    false, false, 400,         CLIENT",
    "200, client_disconnected, false, false,,            CANCELLED",
    "0,   client_disconnected, false, false,,            CANCELLED",
    "503, client_disconnected, false, false,,            BACKEND",
    "0,   connection_closed,   false, false,,            OTHER",
    "200, connection_closed,   false, false,,            OTHER",
    "0,   server_shutdown,     false, false,,            OTHER",
  })
  void hasOneOutcome(
      int status,
      String brokenOff,
      boolean rejected,
      boolean failedByModel,
      String inResponse,
      Outcome outcome) {
    Ending ending = new Ending(status, brokenOff, rejected, failedByModel, false, 1);

    assertThat(ending.outcome(inResponse)).isEqualTo(outcome);
  }

  @Test
  void isGivenUpByAClientThatWaitedForAsLongAsTheObjectiveAllows() {
    Settings fast = settings("observability.slo.latency", "p99<200ms");

    assertThat(cancelled(Duration.ofMillis(199), true).isGivenUp(Outcome.CANCELLED, fast))
        .isFalse();
    assertThat(cancelled(Duration.ofMillis(201), true).isGivenUp(Outcome.CANCELLED, fast)).isTrue();
    assertThat(cancelled(Duration.ofMillis(201), true).isGivenUp(Outcome.BACKEND, fast)).isFalse();
  }

  @Test
  void withoutAnObjectiveForLatencyIsGivenUpByAClientThatGotNothing() {
    Settings patient = settings("observability.slo.patience", "5s");

    assertThat(cancelled(Duration.ofSeconds(6), false).isGivenUp(Outcome.CANCELLED, patient))
        .isTrue();
    assertThat(cancelled(Duration.ofSeconds(6), true).isGivenUp(Outcome.CANCELLED, patient))
        .isFalse();
    assertThat(cancelled(Duration.ofSeconds(4), false).isGivenUp(Outcome.CANCELLED, patient))
        .isFalse();
  }

  private static Ending cancelled(Duration after, boolean begun) {
    return new Ending(200, "client_disconnected", false, false, begun, after.toNanos());
  }

  private static Settings settings(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty(key, value);
    return new Configuration(properties, Map.of(), problem -> {}).server();
  }
}
