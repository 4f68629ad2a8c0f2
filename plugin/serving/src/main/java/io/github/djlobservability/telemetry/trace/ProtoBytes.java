package io.github.djlobservability.telemetry.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a protobuf message while it is made, in one array that is used again. Not
 * thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>
 */
final class ProtoBytes {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 10;
  private static final int LONGEST_LENGTH = 5;

  private byte[] bytes;
  private int size;

  ProtoBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** Begins anew. */
  void clear() {
    size = 0;
  }

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Returns what was written since the size was this. */
  byte[] copy(int from) {
    return Arrays.copyOfRange(bytes, from, size);
  }

  /** Takes back what was written since the size was this. */
  void cutTo(int from) {
    size = from;
  }

  /** Begins a field that is a message; returns what {@link #end} wants to know. */
  int begin(int field) {
    tag(field, LENGTH);
    room(1);
    return ++size;
  }

  /** Ends the message: its length goes before it, and mostly is one byte. */
  void end(int begun) {
    int length = size - begun;
    int more = varintSize(length) - 1;
    if (more > 0) {
      room(more);
      System.arraycopy(bytes, begun, bytes, begun + more, length);
    }
    int end = size + more;
    size = begun - 1;
    varint(length);
    size = end;
  }

  void varint(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  void fixed64(int field, long value) {
    tag(field, FIXED64);
    little(value, Long.BYTES);
  }

  void fixed32(int field, int value) {
    tag(field, FIXED32);
    little(value, Integer.BYTES);
  }

  void string(int field, String value) {
    tag(field, LENGTH);
    int chars = value.length();
    room(LONGEST_LENGTH + chars);
    int start = size;
    varint(chars);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        size = start;
        blob(value.getBytes(StandardCharsets.UTF_8));
        return;
      }
      to[at++] = (byte) c;
    }
    size = at;
  }

  /** Writes the bytes that hexadecimal digits stand for, as OpenTelemetry writes ids. */
  void hex(int field, String digits) {
    tag(field, LENGTH);
    int length = digits.length() / 2;
    varint(length);
    room(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < 2 * length; i += 2) {
      to[at++] = (byte) ((nibble(digits.charAt(i)) << 4) | nibble(digits.charAt(i + 1)));
    }
    size = at;
  }

  /**
   * Returns what a digit stands for. Letters of both cases count from 1 in their last four bits.
   */
  private static int nibble(char digit) {
    return (digit & 0xf) + 9 * (digit >>> 6);
  }

  /** Writes a field that is bytes, or a message that is made already. */
  void bytes(int field, byte[] value) {
    tag(field, LENGTH);
    blob(value);
  }

  /** Writes what is encoded already, its tag included. */
  void raw(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  private void blob(byte[] value) {
    varint(value.length);
    raw(value);
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    room(LONGEST_VARINT);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  private void little(long value, int length) {
    room(length);
    byte[] to = bytes;
    int at = size;
    for (int i = 0; i < length; i++) {
      to[at + i] = (byte) (value >>> (8 * i));
    }
    size = at + length;
  }

  private static int varintSize(int length) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 6) / 7);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
