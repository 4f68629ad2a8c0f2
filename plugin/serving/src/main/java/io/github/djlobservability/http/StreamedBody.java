package io.github.djlobservability.http;

import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.stream.StreamedText;
import io.github.djlobservability.worker.MemoryShare;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies the parts of a streamed response, up to {@value #MAX_BYTES} bytes; past that, or where
 * there is no memory left, all of it is let go. It copies into segments of {@value #SEGMENT_BYTES}
 * bytes, so that no part has to wait for the earlier ones to be copied again. Not thread-safe: it
 * belongs to the channel's event loop.
 */
final class StreamedBody {
  static final int MAX_BYTES = StreamedText.MAX_BYTES;
  static final int SEGMENT_BYTES = 4096;

  private final MemoryShare memory;
  private final @Nullable String contentType;
  private final List<byte[]> segments = new ArrayList<>();
  private int length;
  private long claimed;
  private Payload.@Nullable NotKept lost;

  /**
   * @param memory what the segments are claimed from
   */
  StreamedBody(MemoryShare memory, @Nullable String contentType) {
    this.memory = memory;
    this.contentType = contentType;
  }

  /** Copies a part that is about to be written. */
  void add(ByteBuf part) {
    int size = part.readableBytes();
    if (lost != null || size == 0) {
      return;
    }
    if (size > MAX_BYTES - length) {
      lose(Payload.Reason.STREAM_SIZE);
    } else if (claimFor(size)) {
      copy(part, size);
    } else {
      lose(Payload.Reason.STREAM_MEMORY);
    }
  }

  private boolean claimFor(int size) {
    while (segments.size() * SEGMENT_BYTES < length + size) {
      if (!memory.claim(SEGMENT_BYTES)) {
        return false;
      }
      claimed += SEGMENT_BYTES;
      segments.add(new byte[SEGMENT_BYTES]);
    }
    return true;
  }

  private void copy(ByteBuf part, int size) {
    int from = part.readerIndex();
    int end = from + size;
    while (from < end) {
      int at = length % SEGMENT_BYTES;
      int some = Math.min(end - from, SEGMENT_BYTES - at);
      part.getBytes(from, segments.get(length / SEGMENT_BYTES), at, some);
      from += some;
      length += some;
    }
  }

  private void lose(Payload.Reason reason) {
    release();
    segments.clear();
    lost = new Payload.NotKept(reason, 0);
  }

  /** Returns what was copied, or why it was not; nothing is added afterwards. */
  Payload payload() {
    if (lost != null) {
      return lost;
    }
    return length == 0 ? Payload.NONE : new Payload.Streamed(segments, length, contentType);
  }

  /** Gives the memory back; whoever has the payload accounts for it. Does it once. */
  void release() {
    memory.release(claimed);
    claimed = 0;
  }
}
