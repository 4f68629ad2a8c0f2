package io.github.djlobservability.payload.text;

import io.github.djlobservability.payload.ClassName;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text that somebody said, as it is compared: in lower case and Unicode's form NFKC, without
 * punctuation, one blank between words. An apostrophe is left out ({@code don't} is {@code dont});
 * any other sign parts words. Each ideograph and each kana is a word, with no blank between them.
 * Immutable.
 *
 * @param text as it is compared; empty if it is too long
 * @param isTooLong whether it had more than {@value #MAX_CHARS} characters, and is not compared
 */
public record Transcript(String text, boolean isTooLong) {

  /** Longer ones are not compared: some twelve minutes of speech. */
  public static final int MAX_CHARS = 10_000;

  /** Stands for one that is not compared. */
  public static final Transcript TOO_LONG = new Transcript("", true);

  /** Makes one of a text, or of a number whose digits were said. */
  public static Transcript of(Object said) {
    String text = said instanceof String same ? same : ClassName.of(said);
    if (text.length() > MAX_CHARS) {
      return TOO_LONG;
    }
    String plain = plain(text);
    return plain.length() > MAX_CHARS ? TOO_LONG : new Transcript(plain, false);
  }

  private static String plain(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder plain = new StringBuilder(normal.length());
    boolean parted = false;
    for (int i = 0; i < normal.length(); ) {
      int c = normal.codePointAt(i);
      i += Character.charCount(c);
      if (isPart(c)) {
        if (parted && plain.length() > 0) {
          plain.append(' ');
        }
        parted = false;
        plain.appendCodePoint(c);
      } else {
        parted |= !isApostrophe(c);
      }
    }
    return plain.toString();
  }

  /** A private character stands for a part of a word that nobody may read. */
  private static boolean isPart(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.PRIVATE_USE ->
          true;
      default -> Character.isLetterOrDigit(c);
    };
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019' || c == '\u02bc';
  }

  /** Returns its words. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean alone = isAlone(c);
      if (c == ' ' || alone) {
        add(words, start, i);
        add(words, alone ? i : next, next);
        start = next;
      }
      i = next;
    }
    add(words, start, text.length());
    return words;
  }

  private void add(List<String> words, int from, int to) {
    if (from < to) {
      words.add(text.substring(from, to));
    }
  }

  private static boolean isAlone(int c) {
    if (c < 0x3040) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA;
  }

  @Override
  public String toString() {
    return "a transcript of " + text.length() + " characters";
  }
}
