package io.github.djlobservability.config.value;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of statuses of responses, written {@code all}, {@code none} or as {@code 5xx, 429}.
 * Immutable.
 *
 * @param all whether every one is in it, and also no status at all, as where the client went away
 * @param classes first digits
 * @param single statuses
 */
public record StatusSet(boolean all, List<Integer> classes, List<Integer> single) {
  /** Every status. */
  public static final StatusSet ALL = new StatusSet(true, List.of(), List.of());

  private static final StatusSet NONE = new StatusSet(false, List.of(), List.of());
  private static final int HUNDRED = 100;

  /** Copies the lists. */
  public StatusSet {
    classes = List.copyOf(classes);
    single = List.copyOf(single);
  }

  /** Returns whether a status is in it; 0 where there is none. */
  public boolean includes(int status) {
    return all || classes.contains(status / HUNDRED) || single.contains(status);
  }

  /** Returns whether nothing is in it. */
  public boolean isEmpty() {
    return !all && classes.isEmpty() && single.isEmpty();
  }

  /** Reads one as settings have it, such as {@code 5xx, 429}; null for what is none. */
  public static @Nullable StatusSet parse(String text) {
    if (text.equals("all") || text.equals("none")) {
      return text.equals("all") ? ALL : NONE;
    }
    TreeSet<Integer> classes = new TreeSet<>();
    TreeSet<Integer> single = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      String status = part.trim();
      if (status.matches("[45]xx")) {
        classes.add(status.charAt(0) - '0');
      } else if (status.matches("[45][0-9][0-9]")) {
        single.add(Integer.parseInt(status));
      } else {
        return null;
      }
    }
    return new StatusSet(false, List.copyOf(classes), List.copyOf(single));
  }

  /** Returns it as settings have it. */
  public String written() {
    if (all || isEmpty()) {
      return all ? "all" : "none";
    }
    List<String> parts = new ArrayList<>();
    classes.forEach(digit -> parts.add(digit + "xx"));
    single.forEach(status -> parts.add(Integer.toString(status)));
    return String.join(",", parts);
  }
}
