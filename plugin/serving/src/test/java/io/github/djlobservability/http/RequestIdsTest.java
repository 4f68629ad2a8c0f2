package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  private static final int MANY = 200;

  private final RequestIds ids = new RequestIds("x-request-id");

  @Test
  void anIdThatTheClientGivesStays() {
    FullHttpRequest request = request();
    request.headers().set("x-request-id", "mine");

    assertThat(ids.of(request)).isEqualTo("mine");
  }

  @Test
  void anIdThatIsMadeIsARandomOneAndInTheHeader() {
    Set<String> made = new HashSet<>();
    long lowSet = 0;
    long lowUnset = 0;
    for (int i = 0; i < MANY; i++) {
      FullHttpRequest request = request();
      String id = ids.of(request);
      assertThat(request.headers().get("x-request-id")).isEqualTo(id);
      UUID uuid = UUID.fromString(id);
      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
      made.add(id);
      lowSet |= uuid.getLeastSignificantBits();
      lowUnset |= ~uuid.getLeastSignificantBits();
    }
    assertThat(made).hasSize(MANY);
    assertThat(lowSet & ~(1L << 62)).as("each bit is set in some").isEqualTo(~(1L << 62));
    assertThat(lowUnset | 1L << 63).as("and unset in others").isEqualTo(-1L);
  }

  private static FullHttpRequest request() {
    return new DefaultFullHttpRequest(
        HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m", Unpooled.EMPTY_BUFFER);
  }
}
