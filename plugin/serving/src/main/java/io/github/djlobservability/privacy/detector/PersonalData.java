package io.github.djlobservability.privacy.detector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Finds personal data and secrets in a text by their form: check digits where there are any, known
 * beginnings of tokens, names in front of passwords. It finds no names of people and no addresses
 * of streets. Patterns of the user's own are run by RE2, whose time grows with the text alone.
 *
 * <p>Goes through a text once; each place is looked at from a bounded distance, so that the time
 * grows with the length. What a text has past {@value #MAX_CHARS} characters is not looked at, and
 * is left out of what {@link #masked} returns. Immutable and thread-safe.
 */
public final class PersonalData {
  /** Longer texts are looked at up to this many characters. */
  public static final int MAX_CHARS = 1 << 20;

  /** Looks for everything that it knows. */
  public static final PersonalData ALL = new PersonalData(EnumSet.allOf(Kind.class), List.of());

  private final Set<Kind> kinds;
  private final List<Pattern> patterns;

  /**
   * @param kinds to look for
   * @param patterns of the user's own
   */
  public PersonalData(Set<Kind> kinds, List<Pattern> patterns) {
    this.kinds = kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
    this.patterns = List.copyOf(patterns);
  }

  /** Returns whether there is anything personal or secret in a text. */
  public boolean isIn(String text) {
    return !find(text).isEmpty();
  }

  /** Returns a text with the kind of each finding in its place: {@code (email)}. */
  public String masked(String text) {
    return replaced(text, (kind, found) -> '(' + kind.label() + ')');
  }

  /** Returns a text with something else in the place of each finding. */
  public String replaced(String text, UnaryOperator<String> by) {
    return replaced(text, (kind, found) -> by.apply(found));
  }

  private String replaced(String text, BiFunction<Kind, String, String> by) {
    List<Finding> findings = find(text);
    int length = Math.min(text.length(), MAX_CHARS);
    if (findings.isEmpty()) {
      return length == text.length() ? text : text.substring(0, length);
    }
    StringBuilder masked = new StringBuilder(length);
    int at = 0;
    for (Finding finding : findings) {
      masked.append(text, at, finding.start());
      masked.append(by.apply(finding.kind(), text.substring(finding.start(), finding.end())));
      at = finding.end();
    }
    return masked.append(text, at, length).toString();
  }

  /** Returns what is personal or secret in a text, from the left to the right. */
  public List<Finding> find(String text) {
    String looked = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    List<Finding> found = scan(looked);
    if (!found.isEmpty() && kinds.size() < Kind.values().length) {
      found = found.stream().filter(finding -> kinds.contains(finding.kind())).toList();
    }
    return patterns.isEmpty() ? found : withCustom(looked, found);
  }

  private static List<Finding> scan(String text) {
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

  private List<Finding> withCustom(String text, List<Finding> found) {
    List<Finding> all = new ArrayList<>(found);
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          all.add(new Finding(Kind.CUSTOM, matcher.start(), matcher.end()));
        }
      }
    }
    all.sort(Comparator.comparingInt(Finding::start));
    FoundData merged = new FoundData();
    all.forEach(finding -> merged.add(finding.kind(), finding.start(), finding.end()));
    return merged.all();
  }
}
