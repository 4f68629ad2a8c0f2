package io.github.djlobservability.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * Tells the server's refusal of a request for a full queue from its other errors: the status is
 * configurable and not its own, so the message is looked for. Stateless.
 */
final class Rejection {
  private static final ByteBuf MESSAGE =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("Worker queue capacity exceeded", StandardCharsets.US_ASCII));

  /** Longer than any refusal; a model's own error may be of any length. */
  private static final int MAX_BYTES = 1024;

  private Rejection() {}

  static boolean is(FullHttpResponse response) {
    ByteBuf content = response.content();
    return response.status().code() >= 400
        && content.readableBytes() <= MAX_BYTES
        && ByteBufUtil.indexOf(MESSAGE, content) >= 0;
  }
}
