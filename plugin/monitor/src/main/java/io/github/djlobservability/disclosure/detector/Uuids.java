package io.github.djlobservability.disclosure.detector;

/**
 * Recognises UUIDs, which name nobody, whatever digits they happen to have (RFC 9562, section 4).
 * Stateless.
 */
public final class Uuids {
  private static final int LENGTH = 36;

  private Uuids() {}

  /** Returns whether a text is a UUID: hexadecimal digits in groups of 8, 4, 4, 4 and 12. */
  public static boolean is(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (hyphen ? c != '-' : !Chars.isHex(c)) {
        return false;
      }
    }
    return true;
  }
}
