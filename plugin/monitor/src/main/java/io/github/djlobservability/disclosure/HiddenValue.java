package io.github.djlobservability.disclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * The written form of a value that is held as a keyed hash: {@code hidden:} and 16 hexadecimal
 * digits. Stateless.
 */
public final class HiddenValue {
  /** Stands for a hidden value wherever people or programs read it. */
  public static final String SHOWN = "(other)";

  private static final String PREFIX = "hidden:";
  private static final int DIGITS = 16;

  private HiddenValue() {}

  /** Returns what stands for a value that has this hash. */
  public static String of(long hash) {
    StringBuilder text = new StringBuilder(PREFIX.length() + DIGITS).append(PREFIX);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (hash >>> shift) & 0xf, 16));
    }
    return text.toString();
  }

  /** Returns whether a text stands for a hidden value. */
  public static boolean is(String text) {
    if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX)) {
      return false;
    }
    for (int i = PREFIX.length(); i < text.length(); i++) {
      char digit = text.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns values as they may be seen, those that are hidden by number so that they differ. One
   * that is called {@value #SHOWN} already, as all others together are, stays the first of these.
   */
  public static List<String> shown(List<String> values) {
    List<String> shown = new ArrayList<>();
    int hidden = values.contains(SHOWN) ? 1 : 0;
    for (String value : values) {
      hidden += is(value) ? 1 : 0;
      shown.add(!is(value) ? value : hidden == 1 ? SHOWN : SHOWN + " " + hidden);
    }
    return List.copyOf(shown);
  }

  /** Returns whether a text, as it is seen, stands for a hidden value, or for all others. */
  public static boolean isShown(String text) {
    return text.equals(SHOWN) || text.startsWith(SHOWN + " ");
  }

  /** Returns a value as it may be seen: itself, or {@value #SHOWN} if it is hidden. */
  public static String shown(String value) {
    return is(value) ? SHOWN : value;
  }
}
