package io.github.djlobservability.payload.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits bytes that come in pieces into lines, which end with CR, LF or both. A piece may end
 * anywhere, in the middle of a character too. Holds one line of at most {@value #MAX_LINE} bytes;
 * of a longer one nothing is kept. Not thread-safe.
 */
final class LineSplitter {
  static final int MAX_LINE = 1 << 16;
  private static final int INITIAL_LINE = 256;

  private final Lines lines;
  private byte[] line = new byte[INITIAL_LINE];
  private int length;
  private boolean tooLong;
  private boolean afterReturn;

  /** Told of each line, without its end. */
  interface Lines {
    /**
     * A line has come.
     *
     * @param nanos when its last byte was there
     */
    void line(String text, long nanos);

    /** A line was too long, or a piece of it is missing. */
    void unread(long nanos);
  }

  LineSplitter(Lines lines) {
    this.lines = lines;
  }

  /** Takes the next piece. */
  void take(byte[] bytes, long nanos) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '\n' || b == '\r') {
        keep(bytes, start, i);
        start = i + 1;
        if (b == '\r' || !afterReturn) {
          endLine(nanos);
        }
      }
      afterReturn = b == '\r';
    }
    keep(bytes, start, bytes.length);
  }

  /** A piece of unknown content is missing: the line it is in can't be read. */
  void skip() {
    tooLong = true;
    length = 0;
    afterReturn = false;
  }

  /** Nothing more comes; what is left is a line, too. */
  void end(long nanos) {
    if (length > 0 || tooLong) {
      endLine(nanos);
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    int added = to - from;
    if (tooLong || added == 0) {
      return;
    }
    if (length + added > MAX_LINE) {
      skip();
      return;
    }
    if (length + added > line.length) {
      line = Arrays.copyOf(line, Math.max(length + added, Math.min(2 * line.length, MAX_LINE)));
    }
    System.arraycopy(bytes, from, line, length, added);
    length += added;
  }

  private void endLine(long nanos) {
    if (tooLong) {
      lines.unread(nanos);
    } else {
      lines.line(new String(line, 0, length, StandardCharsets.UTF_8), nanos);
    }
    length = 0;
    tooLong = false;
  }
}
