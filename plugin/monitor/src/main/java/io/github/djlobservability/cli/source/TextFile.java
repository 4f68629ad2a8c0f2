package io.github.djlobservability.cli.source;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Opens text in the encoding that it says it is in, or else in the one that is expected. */
final class TextFile {

  private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private TextFile() {}

  /**
   * Opens a text.
   *
   * @param expected where the first bytes say nothing; null for UTF-8
   * @return a reader that fails at the first byte which is not in the encoding
   */
  static BufferedReader open(InputStream in, @Nullable Charset expected) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(UTF_8.length);
    byte[] start = buffered.readNBytes(UTF_8.length);
    buffered.reset();
    Charset charset = expected == null ? StandardCharsets.UTF_8 : expected;
    if (Arrays.equals(start, UTF_8)) {
      buffered.skipNBytes(UTF_8.length);
      charset = StandardCharsets.UTF_8;
    } else if (isUtf16(start)) {
      charset = StandardCharsets.UTF_16;
    }
    return new BufferedReader(new StrictReader(buffered, charset), 1 << 16);
  }

  /** Windows writes such a beginning as "Unicode text". */
  private static boolean isUtf16(byte[] start) {
    return start.length >= 2
        && ((start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
            || (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE));
  }
}
