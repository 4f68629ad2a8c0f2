package io.github.djlobservability.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of encrypted files that lines are only ever added to: a first line with the head of a
 * {@link FileCipher}, then one line each, all in Base64. A line is good at its own place alone.
 * Without a key lines are written as they are. Not thread-safe.
 */
public final class SealedLines {
  private static final String HEAD = "DJLSEAL1:";

  private final @Nullable FileCipher cipher;
  private long lines;

  private SealedLines(@Nullable FileCipher cipher) {
    this.cipher = cipher;
  }

  /** Begins a file. */
  public static SealedLines begin(Path file) throws IOException {
    return new SealedLines(FileCipher.ofNew(file));
  }

  /** Returns what a file begins with; nothing where lines are written as they are. */
  public String head() {
    return cipher == null ? "" : HEAD + base64(cipher.head()) + "\n";
  }

  /** Returns a line as it is written, with its end. */
  public String seal(String line) {
    lines++;
    return (cipher == null ? line : base64(cipher.seal(StandardCharsets.UTF_8.encode(line), lines)))
        + "\n";
  }

  private static String base64(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(Base64.getEncoder().encode(bytes)).toString();
  }

  /**
   * Reads the lines of a file, encrypted or not. A last line that was cut off is left out of an
   * encrypted file.
   */
  public static List<String> read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file);
  }

  /** Returns whether a file with these bytes is encrypted. */
  public static boolean isSealed(byte[] bytes) {
    byte[] head = HEAD.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= head.length
        && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
  }

  /** Reads the lines of a file that has these bytes, as {@link #read(Path)} does. */
  public static List<String> read(byte[] bytes, Path file) throws IOException {
    // A line that a crash has cut off may be no text.
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (!isSealed(bytes)) {
      return lines;
    }
    FileCipher cipher = FileCipher.of(decoded(lines.get(0).substring(HEAD.length())), file);
    List<String> plain = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        ByteBuffer line = cipher.open(decoded(lines.get(i)), i);
        plain.add(StandardCharsets.UTF_8.decode(line).toString());
      } catch (CorruptFileException e) {
        if (i < lines.size() - 1) {
          throw new CorruptFileException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return plain;
  }

  private static ByteBuffer decoded(String line) throws CorruptFileException {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(line));
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException("an encrypted line is damaged", e);
    }
  }

  /** Writes lines in place of what was in a file. */
  public static void replace(Path file, List<String> lines) throws IOException {
    SealedLines anew = begin(file);
    StringBuilder text = new StringBuilder(anew.head());
    lines.forEach(line -> text.append(anew.seal(line)));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    ReplacedFile.writePlain(file, out -> out.write(bytes));
  }
}
