package io.github.djlobservability.disclosure.detector;

import java.util.List;

/**
 * Finds what has the form of personal data or of a secret: check digits where there are any, known
 * beginnings of tokens, names in front of passwords. It finds no names of people and no addresses
 * of streets.
 *
 * <p>Goes through a text once; each place is looked at from a bounded distance, so that the time
 * grows with the length. Stateless.
 */
public final class PersonalForms {
  private PersonalForms() {}

  /** Returns what is personal or secret in a text, from the left to the right. */
  public static List<Finding> find(String text) {
    FoundData findings = new FoundData();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Chars.isWord(c)) {
        at = word(text, at, findings);
      } else {
        at = sign(text, at, c, findings);
      }
    }
    return findings.all();
  }

  /** Returns findings from the left to the right; those that overlap become one. */
  public static List<Finding> merged(List<Finding> sorted) {
    FoundData merged = new FoundData();
    sorted.forEach(finding -> merged.add(finding.kind(), finding.start(), finding.end()));
    return merged.all();
  }

  private static int word(String text, int at, FoundData to) {
    int end = Secrets.word(text, at, to);
    if (end == at) {
      end = WordPatterns.find(text, at, to);
    }
    if (end == at && Chars.isHex(text.charAt(at))) {
      end = Addresses.find(text, at, to);
    }
    if (end == at && Chars.isDigit(text.charAt(at))) {
      end = NumberShapes.find(text, at, to);
    }
    while (end < text.length() && Chars.isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int sign(String text, int at, char c, FoundData to) {
    return switch (c) {
      case '@' -> Emails.find(text, at, to);
      case '=' -> Secrets.assigned(text, at, to);
      case '-' -> Math.max(at + 1, Secrets.pem(text, at, to));
      case ':' -> colon(text, at, to);
      default -> at + 1;
    };
  }

  private static int colon(String text, int at, FoundData to) {
    if (text.startsWith("://", at)) {
      return Secrets.credentials(text, at, to);
    }
    if (text.startsWith("::", at)) {
      int end = Addresses.find(text, at, to);
      if (end > at) {
        return end;
      }
    }
    return Secrets.assigned(text, at, to);
  }
}
