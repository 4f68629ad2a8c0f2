package io.github.djlobservability.suite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

  private final Properties properties = new Properties();

  @Test
  void haveDefaults() {
    properties.setProperty("serve.rate", "");

    assertThat(DemoOptions.from(properties)).isEqualTo(new DemoOptions(8080, 20, null, 3000, 200));
  }

  @Test
  void areRead() {
    properties.setProperty("serve.port", "1234");
    properties.setProperty("serve.rate", "0.5");
    properties.setProperty("serve.seconds", "7");
    properties.setProperty("serve.shift-after", "5000");
    properties.setProperty("serve.microphone-after", "30");

    assertThat(DemoOptions.from(properties))
        .isEqualTo(new DemoOptions(1234, 0.5, Duration.ofSeconds(7), 5000, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "serve.port, 0, 65535",
    "serve.port, 65536, 65535",
    "serve.port, http, 65535",
    "serve.rate, 0, above 0",
    "serve.rate, NaN, above 0",
    "serve.rate, 1001, up to 1000",
    "serve.seconds, -1, from 0",
    "serve.seconds, 1.5, from 0",
    "serve.shift-after, -1, from 0",
    "serve.microphone-after, -1, from 0"
  })
  void sayWhatIsAllowed(String key, String value, String allowed) {
    properties.setProperty(key, value);

    assertThatThrownBy(() -> DemoOptions.from(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key + " is " + value)
        .hasMessageContaining(allowed);
  }
}
