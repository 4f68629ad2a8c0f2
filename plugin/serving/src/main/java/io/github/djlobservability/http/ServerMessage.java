package io.github.djlobservability.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * Tells errors of the server's own from those of its models: the status is configurable, or a model
 * may use the same, so the message is looked for. Immutable.
 */
final class ServerMessage {
  /** The server refuses a request because the model's queue is full, or no worker is left. */
  static final ServerMessage NO_ROOM = new ServerMessage("Worker queue capacity exceeded");

  /** The server has no model or workflow of that name and version. */
  static final ServerMessage NO_SUCH_MODEL = new ServerMessage("Model or workflow not found");

  /** A translator or a forward pass failed, of this request or of another one of its batch. */
  static final ServerMessage NOT_COMPUTED = new ServerMessage("TranslateException");

  /** The KServe plugin wrote a response down, and no error of its own. */
  static final ServerMessage OF_KSERVE_MODEL = new ServerMessage("\"model_name\":");

  /** The KServe plugin refuses a request, or the server does. */
  static final ServerMessage KSERVE_ERROR = new ServerMessage("\"error\":");

  /** Longer than any message of the server's; a model's own error may be of any length. */
  private static final int MAX_BYTES = 1024;

  private final ByteBuf text;

  private ServerMessage(String text) {
    this.text = Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  /** Returns whether a response is an error with this message. */
  boolean isIn(FullHttpResponse response) {
    ByteBuf content = response.content();
    return response.status().code() >= 400
        && content.readableBytes() <= MAX_BYTES
        && ByteBufUtil.indexOf(text, content) >= 0;
  }
}
