package io.github.djlobservability.payload.media;

/** Reads the numbers of a header; what is beyond the end is damage. Not thread-safe. */
public final class ByteReader {
  private final byte[] bytes;
  private final boolean bigEndian;
  private long at;

  public ByteReader(byte[] bytes, long from, boolean bigEndian) {
    this.bytes = bytes;
    this.at = from;
    this.bigEndian = bigEndian;
  }

  public long at() {
    return at;
  }

  public void skip(long count) {
    at += count;
  }

  /** Returns whether a number of bytes is left. */
  public boolean has(long count) {
    return at + count <= bytes.length;
  }

  public long left() {
    return Math.max(0, bytes.length - at);
  }

  public int unsigned8() throws MalformedMediaException {
    return (int) number(1);
  }

  public int unsigned16() throws MalformedMediaException {
    return (int) number(2);
  }

  public long unsigned32() throws MalformedMediaException {
    return number(4);
  }

  /** Reads four letters. */
  public String mark() throws MalformedMediaException {
    check(4);
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      mark.append((char) (bytes[(int) at++] & 0xff));
    }
    return mark.toString();
  }

  /** Reads the 80 bits of an extended number, as AIFF writes sample rates. */
  public double extended() throws MalformedMediaException {
    int exponent = (int) number(2) & 0x7fff;
    double high = number(4);
    double low = number(4);
    return Math.scalb(high, exponent - 16_383 - 31) + Math.scalb(low, exponent - 16_383 - 63);
  }

  private long number(int count) throws MalformedMediaException {
    check(count);
    long number = 0;
    for (int i = 0; i < count; i++) {
      int place = bigEndian ? i : count - 1 - i;
      number = number << 8 | (bytes[(int) at + place] & 0xff);
    }
    at += count;
    return number;
  }

  private void check(int count) throws MalformedMediaException {
    if (!has(count)) {
      throw MalformedMediaException.damaged("breaks off in its header");
    }
  }

  /** Returns whether bytes have these letters at a place. */
  public static boolean isAt(byte[] bytes, int place, String letters) {
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
