package io.github.djlobservability.label.record;

import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.state.CorruptFileException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into the body of a record, one after the other, big-endian; and takes them out again.
 * A text is its length in bytes (short, -1 for null) and UTF-8. Not thread-safe.
 */
public final class RecordBuffer {
  private static final int FIRST_BYTES = 512;
  private static final short NULL = -1;
  private static final byte NUMBER = 1;
  private static final byte TEXT = 2;
  private static final byte TRANSCRIPT = 3;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);

  /** Begins a record. */
  public RecordBuffer start() {
    bytes.clear();
    return this;
  }

  /** Puts eight bytes. */
  public RecordBuffer putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Puts four bytes. */
  public RecordBuffer putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  /** Puts a number, in eight bytes. */
  public RecordBuffer putDouble(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  /** Puts a text of less than 32 KiB, or none. */
  public RecordBuffer putText(@Nullable String text) {
    if (text == null) {
      room(Short.BYTES).putShort(NULL);
      return this;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    room(Short.BYTES + encoded.length).putShort((short) encoded.length).put(encoded);
    return this;
  }

  /** Puts a class's name, a number or a transcript. */
  public RecordBuffer putValue(Object value) {
    if (value instanceof Double number) {
      room(1).put(NUMBER);
      return putDouble(number);
    }
    if (value instanceof Transcript transcript) {
      room(1).put(TRANSCRIPT);
      return putText(transcript.isTooLong() ? null : transcript.text());
    }
    room(1).put(TEXT);
    return putText(value.toString());
  }

  /** Returns what was put in; good until the next start. */
  public ByteBuffer finish() {
    return bytes.flip();
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity() + count);
      bytes.flip();
      bytes = larger.put(bytes);
    }
    return bytes;
  }

  /**
   * Reads how many of something follow.
   *
   * @param smallest the fewest bytes that each takes
   */
  public static int readCount(ByteBuffer from, int smallest) throws CorruptFileException {
    int count = from.getInt();
    if (count < 0 || count > from.remaining() / smallest) {
      throw new CorruptFileException("a record says that " + count + " follow");
    }
    return count;
  }

  /** Reads a text; null where none was put. */
  public static @Nullable String readText(ByteBuffer from) throws CorruptFileException {
    short length = from.getShort();
    if (length == NULL) {
      return null;
    }
    if (length < 0) {
      throw new CorruptFileException("a record has a text of " + length + " bytes");
    }
    byte[] encoded = new byte[length];
    from.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  /** Reads a text; an empty one where none was put. */
  public static String readName(ByteBuffer from) throws CorruptFileException {
    String text = readText(from);
    return text == null ? "" : text;
  }

  /** Reads a class's name, a number or a transcript. */
  public static Object readValue(ByteBuffer from) throws CorruptFileException {
    return switch (from.get()) {
      case NUMBER -> from.getDouble();
      case TRANSCRIPT -> readTranscript(from);
      default -> readName(from);
    };
  }

  private static Transcript readTranscript(ByteBuffer from) throws CorruptFileException {
    String text = readText(from);
    return text == null ? Transcript.TOO_LONG : new Transcript(text, false);
  }
}
