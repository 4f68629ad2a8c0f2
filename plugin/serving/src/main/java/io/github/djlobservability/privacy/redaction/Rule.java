package io.github.djlobservability.privacy.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what is done with a field: {@code applicant.name:drop}, {@code email:hash}, {@code
 * zip:truncate(3)}, {@code age:bucket(10)}, {@code note:mask}. Immutable.
 *
 * @param field the names of members down to the field, with dots between them; elements of arrays
 *     don't count
 * @param action what is done
 * @param size characters that are kept, or the width of a bucket; 0 for the other actions
 */
public record Rule(String field, Action action, int size) {
  private static final int MAX_SIZE = 1_000_000;

  /** Names an action on a field. */
  public enum Action {
    /** It is left out. */
    DROP,
    /** Its value is {@code (masked)}. */
    MASK,
    /** Its value is a keyed hash. */
    HASH,
    /** Only the beginning of a text is kept. */
    TRUNCATE,
    /** A number becomes the largest multiple of the width that is not above it. */
    BUCKET
  }

  /** Reads rules with commas between them; returns null where one is none. */
  public static @Nullable List<Rule> parseAll(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Rule rule = parse(part.trim());
      if (rule == null) {
        return null;
      }
      rules.add(rule);
    }
    return rules;
  }

  private static @Nullable Rule parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      return null;
    }
    String field = text.substring(0, colon);
    boolean named = !List.of(field.split("\\.", -1)).contains("");
    String does = text.substring(colon + 1).toLowerCase(Locale.ROOT);
    int bracket = does.indexOf('(');
    boolean sized = bracket > 0 && does.endsWith(")");
    Action action = action(sized ? does.substring(0, bracket) : does);
    if (action == null || !named) {
      return null;
    }
    int size = sized ? size(does.substring(bracket + 1, does.length() - 1)) : 0;
    boolean wantsSize = action == Action.TRUNCATE || action == Action.BUCKET;
    return wantsSize == size > 0 && wantsSize == sized ? new Rule(field, action, size) : null;
  }

  private static @Nullable Action action(String name) {
    for (Action action : Action.values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(name)) {
        return action;
      }
    }
    return null;
  }

  private static int size(String text) {
    try {
      int size = Integer.parseInt(text);
      return size >= 1 && size <= MAX_SIZE ? size : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Returns whether a text has the last part of the field's name in quotes, as JSON that breaks off
   * and other notations of objects have it.
   */
  boolean isNamedIn(String text) {
    String name = field.substring(field.lastIndexOf('.') + 1);
    for (int at = text.indexOf(name, 1); at > 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = "\"'.".indexOf(text.charAt(at - 1)) >= 0;
      if (begins && end < text.length() && "\"'\\".indexOf(text.charAt(end)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the rule as a user would write it. */
  public String written() {
    String name = action.name().toLowerCase(Locale.ROOT);
    return field + ":" + (size > 0 ? name + "(" + size + ")" : name);
  }
}
