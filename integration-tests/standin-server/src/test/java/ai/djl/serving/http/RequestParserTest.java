package ai.djl.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.modality.Input;
import ai.djl.serving.TestConfig;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestParserTest {

  @BeforeAll
  static void configure() {
    TestConfig.init();
  }

  @Test
  void headersBecomePropertiesAndQueryAndBodyContent() {
    FullHttpRequest request = request("/predictions/m?top=5&top=6", "body");
    request.headers().set("traceparent", "00-1-2-01").set("Authorization", "secret");

    Input input = parse(request);

    assertThat(input.getProperties())
        .containsEntry("traceparent", "00-1-2-01")
        .containsEntry("Authorization", "secret");
    assertThat(input.getContent().keys()).containsExactly("top", "top", "data");
    assertThat(input.getAsString("data")).isEqualTo("body");
  }

  @Test
  void customAttributesBecomeProperties() {
    FullHttpRequest request = request("/invocations", "");
    request.headers().set("X-Amzn-SageMaker-Custom-Attributes", "model_name=m; x-flag = on;none");

    assertThat(parse(request).getProperties())
        .containsEntry("model_name", "m")
        .containsEntry("x-flag", "on")
        .hasSize(2);
  }

  @Test
  void aFormsFieldsBecomeContent() {
    FullHttpRequest request = request("/predictions/m", "a=1&b=two+words");
    request.headers().set("Content-Type", "application/x-www-form-urlencoded");

    Input input = parse(request);

    assertThat(input.getContent().keys()).containsExactly("a", "b");
    assertThat(input.getAsString("b")).isEqualTo("two words");
  }

  @Test
  void aMultipartFileBecomesContent() {
    String body =
        """
        --XX
        Content-Disposition: form-data; name="data"; filename="f"
        Content-Type: application/octet-stream

        bytes
        --XX--
        """
            .replace("\n", "\r\n");
    FullHttpRequest request = request("/predictions/m", body);
    request.headers().set("Content-Type", "multipart/form-data; boundary=XX");

    assertThat(parse(request).getAsString("data")).isEqualTo("bytes");
  }

  @Test
  void theHandlerCannotBeOverridden() {
    FullHttpRequest request = request("/predictions/m", "");
    request.headers().set("handler", "other");

    assertThatThrownBy(() -> parse(request)).isInstanceOf(BadRequestException.class);
  }

  private static Input parse(FullHttpRequest request) {
    try {
      return RequestParser.parse(request, new QueryStringDecoder(request.uri()));
    } finally {
      request.release();
    }
  }

  private static FullHttpRequest request(String uri, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1,
        HttpMethod.POST,
        uri,
        Unpooled.directBuffer(bytes.length + 1).writeBytes(bytes));
  }
}
