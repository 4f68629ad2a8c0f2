package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageInvocationTest {
  private static final String HEADER = "X-Amzn-SageMaker-Custom-Attributes";

  @Test
  void anInvocationForAPageBecomesARequestForIt() {
    FullHttpRequest request =
        invocation(
            "/invocations", "observability=POST/models/a%3Bb/feedback?version=2;token=secret");
    PageInvocation.rewrite(request);
    assertThat(request.method()).isEqualTo(HttpMethod.POST);
    assertThat(request.uri()).isEqualTo("/observability/models/a%3Bb/feedback?version=2");
    assertThat(request.headers().get("authorization")).isEqualTo("Bearer secret");
    assertThat(request.headers().contains(HEADER)).isFalse();
    request.release();
  }

  @Test
  void withoutATokenTheHeaderThatCameStays() {
    FullHttpRequest request = invocation("/invocations?a=b", "observability=GET/");
    request.headers().set("authorization", "Bearer own");
    PageInvocation.rewrite(request);
    assertThat(request.method()).isEqualTo(HttpMethod.GET);
    assertThat(request.uri()).isEqualTo("/observability/");
    assertThat(request.headers().get("authorization")).isEqualTo("Bearer own");
    request.release();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"observability=;token=secret", "observability=get/models ; token=secret;a=b"})
  void aTokenForAPageThatThereIsNotGoesToNoModel(String attributes) {
    FullHttpRequest request = invocation("/invocations", attributes);
    PageInvocation.rewrite(request);
    assertThat(request.method()).isEqualTo(HttpMethod.POST);
    assertThat(request.headers().get(HEADER))
        .startsWith("observability=")
        .doesNotContain("secret", ";");
    request.release();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "trace=1",
        "observability",
        "observability=",
        "observability=GET",
        "observability=get/",
        "observability=/models",
        "observability=PUT/models",
        "trace=1;observability=GET/"
      })
  void everyOtherInvocationStaysAsItIs(String attributes) {
    FullHttpRequest request = invocation("/invocations", attributes);
    PageInvocation.rewrite(request);
    assertThat(request.method()).isEqualTo(HttpMethod.POST);
    assertThat(request.uri()).isEqualTo("/invocations");
    assertThat(request.headers().get(HEADER)).isEqualTo(attributes);
    assertThat(request.headers().contains("authorization")).isFalse();
    request.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/invocations/x", "/invocationsx", "/predictions/m", "/models", "/ping"})
  void otherPathsAreNoInvocations(String uri) {
    FullHttpRequest request = invocation(uri, "observability=GET/");
    PageInvocation.rewrite(request);
    assertThat(request.uri()).isEqualTo(uri);
    request.release();
  }

  private static FullHttpRequest invocation(String uri, String attributes) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, uri, Unpooled.buffer().writeByte('x'));
    request.headers().set(HEADER, attributes);
    return request;
  }
}
