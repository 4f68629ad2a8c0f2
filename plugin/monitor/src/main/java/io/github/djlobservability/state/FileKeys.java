package io.github.djlobservability.state;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keys of files: the one that they are written with, and those that they may be read
 * with. Immutable.
 */
public final class FileKeys {
  /** Files are written as they are. */
  static final FileKeys NONE = new FileKeys(null, List.of(), true);

  private final @Nullable FileKey current;
  private final Map<Long, FileKey> all = new LinkedHashMap<>();
  private final boolean writes;

  private FileKeys(@Nullable FileKey current, List<FileKey> old, boolean writes) {
    this.current = current;
    this.writes = writes;
    if (current != null) {
      all.put(current.id(), current);
    }
    old.forEach(key -> all.putIfAbsent(key.id(), key));
  }

  /**
   * Returns keys of {@value FileKey#DIGITS} hexadecimal digits each.
   *
   * @param old those that files may still be read with
   * @throws IllegalArgumentException if one is none; the message has no part of it
   */
  public static FileKeys of(String current, List<String> old) {
    return new FileKeys(FileKey.parse(current), parsed(old), true);
  }

  /** Returns keys to read with; files are written as they are. */
  public static FileKeys forReading(List<String> keys) {
    return new FileKeys(null, parsed(keys), true);
  }

  /** Returns what stands for a key that was asked for and isn't there: nothing is written. */
  public static FileKeys missing() {
    return new FileKeys(null, List.of(), false);
  }

  private static List<FileKey> parsed(List<String> keys) {
    List<FileKey> parsed = new ArrayList<>();
    keys.forEach(key -> parsed.add(FileKey.parse(key)));
    return parsed;
  }

  /** Returns the key to write with; null where files are written as they are. */
  @Nullable FileKey current() {
    return current;
  }

  /** Returns whether anything may be written: not if a key is missing. */
  boolean writes() {
    return writes;
  }

  @Nullable FileKey find(long id) {
    return all.get(id);
  }

  static String name(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
