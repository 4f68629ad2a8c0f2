package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  @ParameterizedTest
  @CsvSource({
    "/predictions/m, /predictions/{model}, m,",
    "/predictions/m/, /predictions/{model}, m,",
    "/predictions/m/v1, /predictions/{model}/{version}, m, v1",
    "/predictions/m/v1/more, /predictions/{model}/{version}, m, v1",
    "/predictions/a%20b, /predictions/{model}, a b,",
    "/models/m/invoke, /models/{model}/invoke, m,",
    "/invocations, /invocations,,",
    "/v1/chat/completions, /v1/chat/completions,,",
    "/v2/models/m/infer, /v2/models/{model}/infer, m,",
    "/v2/models/m/versions/2/infer, /v2/models/{model}/versions/{version}/infer, m, 2",
  })
  void asksAModel(String path, String template, @Nullable String model, @Nullable String version) {
    assertThat(Routes.of(path)).isEqualTo(Route.inference(template, model, version));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/ping, /ping",
    "/models, /models",
    "/models/m, /models/{model}",
    "/models/m/v1, /models/{model}/{version}",
    "/models/m/adapters, /models/{model}/adapters",
    "/models/m/adapters/a, /models/{model}/adapters/{adapter}",
    "/adapters/a, /adapters/{adapter}",
    "/workflows, /workflows",
    "/workflows/w/1, /workflows/{workflow}/{version}",
    "/server/metrics, /server/metrics",
    "/server/logging, /server/logging",
    "/v2/health/live, /v2/health/live",
    "/v2/models/m, /v2/models/{model}",
    "/v2/models/m/versions/1, /v2/models/{model}/versions/{version}",
    "/v2/models/m/ready, /v2/models/{model}/ready",
    "/v2/models/m/versions/1/ready, /v2/models/{model}/versions/{version}/ready",
    "/observability, /observability",
    "/observability/models/m, /observability/models/{model}",
    "/observability/models/m/drift, /observability/models/{model}/drift",
    "/observability/models/m/reference, /observability/models/{model}/reference",
  })
  void isPlainHttp(String path, String template) {
    assertThat(Routes.of(path)).isEqualTo(Route.plain(template));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/nope",
        "/predictions",
        "//",
        "/v1",
        "/v1/chat",
        "/v2",
        "/v2/models",
        "/v2/other/m",
        "/v2/models/m/else",
        "/server/other",
        "/observability/else",
        "/console/index.html"
      })
  void matchesNothing(String path) {
    assertThat(Routes.of(path)).isEqualTo(Route.NONE);
  }
}
