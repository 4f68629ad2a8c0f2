package io.github.djlobservability.payload.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way to a part of a document: {@code inputs.features}, {@code predictions[0].value}, {@code
 * [0]}. A name with dots of its own is found, too. Immutable.
 */
public final class FieldPath {

  /** Stands for a part that is not there. */
  private static final Object NOWHERE = new Object();

  private final String text;
  private final List<Step> steps;

  private record Step(String rest, @Nullable String name, int index) {}

  private FieldPath(String text, List<Step> steps) {
    this.text = text;
    this.steps = steps;
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static FieldPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '[' ? index(text, at, steps) : name(text, at, steps);
      boolean dot = end < text.length() && text.charAt(end) == '.';
      if (dot && end + 1 == text.length()) {
        throw new IllegalArgumentException("the path " + text + " ends with a dot");
      }
      at = dot ? end + 1 : end;
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a path must not be empty");
    }
    return new FieldPath(text, List.copyOf(steps));
  }

  /** Reads a path; what is none is the name of a member. */
  public static FieldPath ofPathOrName(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      return new FieldPath(text, List.of(new Step(text, text, 0)));
    }
  }

  private static int index(String text, int at, List<Step> steps) {
    int end = text.indexOf(']', at);
    String digits = end < 0 ? "" : text.substring(at + 1, end);
    if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Character::isDigit)) {
      throw new IllegalArgumentException(
          "the path " + text + " has a [ without a whole number and a ] after it");
    }
    steps.add(new Step(text.substring(at), null, Integer.parseInt(digits)));
    return end + 1;
  }

  private static int name(String text, int at, List<Step> steps) {
    int end = at;
    while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
      end++;
    }
    if (end == at) {
      throw new IllegalArgumentException("the path " + text + " has an empty name");
    }
    steps.add(new Step(text.substring(at), text.substring(at, end), 0));
    return end;
  }

  /** Returns whether a document has this part, which may be null. */
  public boolean isIn(@Nullable Object node) {
    return find(node) != NOWHERE;
  }

  /** Returns a part of a document; null where it is null, or not there. */
  public @Nullable Object in(@Nullable Object node) {
    Object found = find(node);
    return found == NOWHERE ? null : found;
  }

  private @Nullable Object find(@Nullable Object root) {
    Object node = root;
    for (Step step : steps) {
      if (node instanceof Map<?, ?> members && members.containsKey(step.rest())) {
        return members.get(step.rest());
      }
      node = step(node, step);
      if (node == NOWHERE) {
        return NOWHERE;
      }
    }
    return node;
  }

  private static @Nullable Object step(@Nullable Object node, Step step) {
    if (step.name() != null) {
      return node instanceof Map<?, ?> members && members.containsKey(step.name())
          ? members.get(step.name())
          : NOWHERE;
    }
    return node instanceof Values values && step.index() < values.size()
        ? values.get(step.index())
        : NOWHERE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && text.equals(path.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
