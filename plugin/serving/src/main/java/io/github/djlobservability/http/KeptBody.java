package io.github.djlobservability.http;

import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.content.RequestReading;
import io.github.djlobservability.payload.ItemCount;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, held until its response says whether anyone wants to look into it. Nothing is
 * copied before, and a body that was copied for the monitors is not copied again. Not thread-safe:
 * it belongs to the channel's event loop.
 */
final class KeptBody {
  private final ContentReader reader;
  private final ByteBuf content;
  private final @Nullable String contentType;
  private final int start;
  private final int length;
  private final byte @Nullable [] copied;
  private boolean held = true;

  private KeptBody(
      ContentReader reader,
      ByteBuf content,
      @Nullable String contentType,
      int length,
      byte @Nullable [] copied) {
    this.reader = reader;
    this.content = content;
    this.contentType = contentType;
    this.start = content.readerIndex();
    this.length = length;
    this.copied = copied;
  }

  /**
   * Holds a body.
   *
   * @param copied the whole body, if it has been copied already
   * @return null for one that can't be looked into, or when too much is held
   */
  static @Nullable KeptBody hold(
      ContentReader reader, FullHttpRequest request, byte @Nullable [] copied) {
    String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
    ByteBuf content = request.content();
    int size = content.readableBytes();
    if (size == 0) {
      return null;
    }
    byte[] mark =
        ByteBufUtil.getBytes(content, content.readerIndex(), Math.min(size, ItemCount.MARK), true);
    int enough = ItemCount.enough(mark);
    boolean readable = enough < Integer.MAX_VALUE || RequestReading.isReadable(contentType);
    int length = Math.min(size, enough);
    if (!readable || length > RequestReading.MAX_BYTES || !reader.claim(length)) {
      return null;
    }
    return new KeptBody(reader, content.retain(), contentType, length, copied);
  }

  /**
   * Lets go of the body and returns a copy, at least {@link #length} bytes of it; its length
   * remains claimed.
   */
  byte[] take() {
    byte[] bytes = copied != null ? copied : ByteBufUtil.getBytes(content, start, length, true);
    held = false;
    content.release();
    return bytes;
  }

  /** Lets go of the body, unless it was taken. Does it once. */
  void release() {
    if (held) {
      held = false;
      content.release();
      reader.release(length);
    }
  }

  @Nullable String contentType() {
    return contentType;
  }

  int length() {
    return length;
  }
}
