package io.github.djlobservability.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads settings that are secrets, from the settings themselves or from a file. Stateless. */
final class SecretReading {
  /** Says how keys are written. */
  static final String KEY =
      "a key of 64 hexadecimal digits, or `file:PATH` of a file that holds it";

  /** Stands for a key that is none; without it files would be written as they are. */
  static final String UNUSABLE = "(unusable)";

  private static final String FILE = "file:";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Editors and platforms put a mark of three bytes and a line break around a secret. */
  private static final int AROUND = 5;

  private static final int DIGITS = 64;

  private SecretReading() {}

  /**
   * Returns a secret, read from a file where the value names one; null if there is no such file, or
   * it holds more.
   *
   * @param most characters of a secret
   */
  static @Nullable String secret(String value, int most) {
    return isOfFile(value) ? ofFile(value.substring(FILE.length()), most) : value;
  }

  /** Returns whether a value names the file of a secret, and isn't the secret. */
  static boolean isOfFile(String value) {
    return value.startsWith(FILE);
  }

  private static @Nullable String ofFile(String file, int most) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(most + AROUND + 1);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return bytes.length > most + AROUND ? null : text.substring(marked ? 1 : 0).strip();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /** Returns a key; {@link #UNUSABLE} for what is none. */
  static String key(String value) {
    String key = secret(value, DIGITS);
    return key != null && key.matches("[0-9a-fA-F]{64}") ? key : UNUSABLE;
  }

  /** Returns keys; null if one of them is none. */
  static @Nullable List<String> keys(String value) {
    List<String> keys = new ArrayList<>();
    for (String one : value.split(",", -1)) {
      keys.add(key(one.trim()));
    }
    return keys.contains(UNUSABLE) ? null : keys;
  }
}
