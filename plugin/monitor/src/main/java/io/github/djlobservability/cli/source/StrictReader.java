package io.github.djlobservability.cli.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;

/**
 * Decodes text and fails at the first byte that is none, after it has given all characters before
 * it, so that its reader knows where that is. Not thread-safe.
 *
 * <p>The JDK's readers either replace such bytes or throw the characters before them away.
 */
final class StrictReader extends Reader {

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
  private boolean ended;

  StrictReader(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (chars.position() > 0) {
        break;
      }
      if (result.isError()) {
        throw new UndecodableException(
            String.format(
                Locale.ROOT,
                "byte 0x%02X is not %s",
                bytes.get(bytes.position()),
                decoder.charset().name()));
      }
      if (ended) {
        return -1;
      }
      fill();
    }
    return chars.position();
  }

  private void fill() throws IOException {
    bytes.compact();
    int found = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = found < 0;
    bytes.position(bytes.position() + Math.max(0, found)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A text that is not in the encoding that it should be in. */
  static final class UndecodableException extends IOException {
    private static final long serialVersionUID = 1;

    UndecodableException(String message) {
      super(message);
    }
  }
}
