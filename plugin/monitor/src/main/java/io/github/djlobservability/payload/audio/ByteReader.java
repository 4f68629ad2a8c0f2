package io.github.djlobservability.payload.audio;

/** Reads the numbers of a header; what is beyond the end is damage. Not thread-safe. */
final class ByteReader {
  private final byte[] bytes;
  private final boolean bigEndian;
  private long at;

  ByteReader(byte[] bytes, long from, boolean bigEndian) {
    this.bytes = bytes;
    this.at = from;
    this.bigEndian = bigEndian;
  }

  long at() {
    return at;
  }

  void skip(long count) {
    at += count;
  }

  /** Returns whether a number of bytes is left. */
  boolean has(long count) {
    return at + count <= bytes.length;
  }

  long left() {
    return Math.max(0, bytes.length - at);
  }

  int unsigned16() throws MalformedAudioException {
    return (int) number(2);
  }

  long unsigned32() throws MalformedAudioException {
    return number(4);
  }

  /** Reads four letters. */
  String mark() throws MalformedAudioException {
    check(4);
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      mark.append((char) (bytes[(int) at++] & 0xff));
    }
    return mark.toString();
  }

  /** Reads the 80 bits of an extended number, as AIFF writes sample rates. */
  double extended() throws MalformedAudioException {
    int exponent = (int) number(2) & 0x7fff;
    double high = number(4);
    double low = number(4);
    return Math.scalb(high, exponent - 16_383 - 31) + Math.scalb(low, exponent - 16_383 - 63);
  }

  private long number(int count) throws MalformedAudioException {
    check(count);
    long number = 0;
    for (int i = 0; i < count; i++) {
      int place = bigEndian ? i : count - 1 - i;
      number = number << 8 | (bytes[(int) at + place] & 0xff);
    }
    at += count;
    return number;
  }

  private void check(int count) throws MalformedAudioException {
    if (!has(count)) {
      throw MalformedAudioException.damaged("breaks off in its header");
    }
  }

  /** Returns whether bytes have these letters at a place. */
  static boolean isAt(byte[] bytes, int place, String letters) {
    if (bytes.length < place + letters.length()) {
      return false;
    }
    for (int i = 0; i < letters.length(); i++) {
      if ((bytes[place + i] & 0xff) != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
