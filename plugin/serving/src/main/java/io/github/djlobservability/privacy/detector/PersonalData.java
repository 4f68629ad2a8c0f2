package io.github.djlobservability.privacy.detector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.djlobservability.disclosure.detector.Finding;
import io.github.djlobservability.disclosure.detector.Kind;
import io.github.djlobservability.disclosure.detector.PersonalForms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Finds personal data and secrets of some kinds in a text by their form ({@link PersonalForms}),
 * and what patterns of the user's own find: those are run by RE2, whose time grows with the text
 * alone.
 *
 * <p>What a text has past {@value #MAX_CHARS} characters is not looked at, and is left out of what
 * {@link #masked} returns. Immutable and thread-safe.
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
    List<Finding> found = PersonalForms.find(looked);
    if (!found.isEmpty() && kinds.size() < Kind.values().length) {
      found = found.stream().filter(finding -> kinds.contains(finding.kind())).toList();
    }
    return patterns.isEmpty() ? found : withCustom(looked, found);
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
    return PersonalForms.merged(all);
  }
}
