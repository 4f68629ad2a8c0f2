package io.github.djlobservability.text;

import io.github.djlobservability.drift.cause.Cause;
import java.util.Locale;
import java.util.Random;

/** A change of texts, with what is to be called its cause. */
enum TextChange {
  LANGUAGE(Cause.LANGUAGE),
  SUBJECT(Cause.VOCABULARY),
  TYPING(Cause.TYPING),
  CAPITALS(Cause.CAPITALS),
  SCRIPT(Cause.SCRIPT),
  LENGTH(Cause.LENGTH);

  /** One character in a hundred is mistyped as always, and one in twenty under the change. */
  private static final double USUAL_ERRORS = 0.01;

  private static final double MORE_ERRORS = 0.05;

  final Cause cause;

  TextChange(Cause cause) {
    this.cause = cause;
  }

  /** Writes a text as always. */
  static String usual(String text, Random random) {
    return mistyped(text, USUAL_ERRORS, random);
  }

  /** Writes a text under the change; of another language or subject the text is one itself. */
  String changed(String text, Random random) {
    return switch (this) {
      case TYPING -> mistyped(text, MORE_ERRORS, random);
      case CAPITALS -> usual(text, random).toUpperCase(Locale.ROOT);
      case LENGTH -> shortened(usual(text, random));
      case LANGUAGE, SUBJECT, SCRIPT -> usual(text, random);
    };
  }

  /** Leaves the first two fifths. */
  private static String shortened(String text) {
    int end = text.lastIndexOf(' ', 2 * text.length() / 5);
    return end < 0 ? text : text.substring(0, end);
  }

  private static String mistyped(String text, double rate, Random random) {
    StringBuilder typed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean slip = Character.isLetter(c) && random.nextDouble() < rate;
      if (!slip) {
        typed.append(c);
        continue;
      }
      char other = text.charAt(random.nextInt(text.length()));
      char letter = Character.isLetter(other) ? Character.toLowerCase(other) : 'e';
      switch (random.nextInt(4)) {
        case 0 -> typed.append(letter);
        case 1 -> typed.append(c).append(letter);
        case 2 -> {
          boolean pair = i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
          typed.append(pair ? text.charAt(++i) : "").append(c);
        }
        default -> {
          // The letter is left out.
        }
      }
    }
    return typed.toString();
  }
}
