package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModels;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownFactsTest {
  private final ServedModels models = new ServedModels(System::nanoTime);
  private final KnownFacts known =
      new KnownFacts((name, version) -> models.find(String.valueOf(name), version));
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void serve() {
    serve("m");
  }

  private void serve(String name) {
    Configuration configuration = new Configuration(new Properties(), Map.of(), problem -> {});
    models.add(new ModelId(name, null), configuration.model(name, new Properties()), true);
  }

  @Test
  void areMadeOnceForRequestsThatAreAlike() {
    RequestFacts first = facts(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m?a=1");

    assertThat(first)
        .isEqualTo(
            new RequestFacts(
                "POST",
                "/predictions/m",
                "http",
                "1.1",
                Route.inference("/predictions/{model}", "m", null),
                "POST /predictions/{model}"));
    assertThat(facts(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m#b")).isSameAs(first);
  }

  @Test
  void areThoseOfTheRequestWhateverCameBefore() {
    facts(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m");

    assertThat(facts(HttpVersion.HTTP_1_1, HttpMethod.GET, "/predictions/m").method())
        .isEqualTo("GET");
    assertThat(facts(HttpVersion.HTTP_1_0, HttpMethod.GET, "/predictions/m").protocolVersion())
        .isEqualTo("1.0");
    RequestFacts other = facts(HttpVersion.HTTP_1_0, HttpMethod.valueOf("BREW"), "/predictions/m");
    assertThat(other.method()).isEqualTo("_OTHER");
    assertThat(other.spanName()).isEqualTo("HTTP /predictions/{model}");
    assertThat(facts(HttpVersion.HTTP_1_1, HttpMethod.GET, "/nothing").spanName()).isEqualTo("GET");
  }

  @Test
  void ofAPreflightAreNoInference() {
    for (String uri : new String[] {"/predictions/m", "/invocations"}) {
      RequestFacts preflight = facts(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, uri);
      assertThat(preflight.route().inference()).isFalse();
      assertThat(preflight.route().template()).isNotNull();
      assertThat(facts(HttpVersion.HTTP_1_1, HttpMethod.POST, uri).route().inference()).isTrue();
      assertThat(facts(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, uri)).isEqualTo(preflight);
    }
  }

  @Test
  void holdFewPathsWhateverClientsAskFor() {
    for (int i = 0; i < 2 * KnownFacts.MAX_PATHS; i++) {
      serve("m" + i);
      facts(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m" + i);
    }
    assertThat(known.size()).isBetween(1, KnownFacts.MAX_PATHS);
    int size = known.size();
    String longest = "/predictions/" + "m".repeat(KnownFacts.MAX_PATH);
    assertThat(facts(HttpVersion.HTTP_1_1, HttpMethod.POST, longest).path()).isEqualTo(longest);
    facts(HttpVersion.HTTP_1_1, HttpMethod.GET, "/.env");
    assertThat(known.size()).as("too long, and without a route").isEqualTo(size);
  }

  @Test
  void holdNothingThatAClientThoughtUp() {
    for (String uri :
        new String[] {"/predictions/Jane%20Doe", "/models/Jane", "/observability/x"}) {
      facts(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
    }
    assertThat(known.size()).isZero();
    facts(HttpVersion.HTTP_1_1, HttpMethod.GET, "/ping");
    assertThat(known.size()).isEqualTo(1);
  }

  private RequestFacts facts(HttpVersion version, HttpMethod method, String uri) {
    return known.of(
        channel, new DefaultFullHttpRequest(version, method, uri, Unpooled.EMPTY_BUFFER));
  }
}
