package io.github.djlobservability.observation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads ids that stand in headers. */
public final class HeaderId {
  private static final char LAST_ASCII = 0x7f;
  private static final char LAST_BYTE = 0xff;

  private HeaderId() {}

  /**
   * Returns an id as its client wrote it. A server reads each byte of a header as a character;
   * clients send UTF-8, and name the same id in labels.
   *
   * @param header as the server read it
   */
  public static String of(String header) {
    char highest = 0;
    for (int i = 0; i < header.length(); i++) {
      highest = (char) Math.max(highest, header.charAt(i));
    }
    if (highest <= LAST_ASCII || highest > LAST_BYTE) {
      return header;
    }
    try {
      byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return header;
    }
  }
}
