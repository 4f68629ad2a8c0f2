package io.github.djlobservability.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GenAiConventionsTest {

  @Test
  void areTheOldOnesUnlessTheNewestAreAskedFor() {
    assertThat(GenAiConventions.of(Map.of())).isEqualTo(new GenAiConventions(true, false));
    assertThat(optIn("http")).isEqualTo(new GenAiConventions(true, false));
    assertThat(optIn("http, gen_ai_latest_experimental"))
        .isEqualTo(new GenAiConventions(false, true));
    assertThat(optIn("gen_ai_latest_experimental/dup")).isEqualTo(new GenAiConventions(true, true));
  }

  private static GenAiConventions optIn(String value) {
    return GenAiConventions.of(Map.of("OTEL_SEMCONV_STABILITY_OPT_IN", value));
  }
}
