package io.github.djlobservability.disclosure.detector;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits in groups, with one separator between each two: {@code 4111 1111 1111 1111}, {@code
 * 219-09-9999}, {@code (212) 555-0187}. Not thread-safe.
 *
 * @param text they are part of
 * @param starts where each group begins
 * @param ends where each group ends
 */
record DigitGroups(String text, List<Integer> starts, List<Integer> ends) {
  private static final int MAX_GROUPS = 64;

  /** Reads the groups that begin at a digit. */
  static DigitGroups at(String text, int from) {
    List<Integer> starts = new ArrayList<>(4);
    List<Integer> ends = new ArrayList<>(4);
    int at = from;
    while (at < text.length() && Chars.isDigit(text.charAt(at)) && starts.size() < MAX_GROUPS) {
      starts.add(at);
      while (at < text.length() && Chars.isDigit(text.charAt(at))) {
        at++;
      }
      ends.add(at);
      int next = afterSeparator(text, at);
      if (next >= text.length() || !Chars.isDigit(text.charAt(next))) {
        break;
      }
      at = next;
    }
    return new DigitGroups(text, starts, ends);
  }

  private static int afterSeparator(String text, int at) {
    if (at >= text.length()) {
      return at;
    }
    char c = text.charAt(at);
    if (c == ')') {
      boolean blank = at + 1 < text.length() && " -".indexOf(text.charAt(at + 1)) >= 0;
      return at + (blank ? 2 : 1);
    }
    if (c == ' ' && at + 1 < text.length() && text.charAt(at + 1) == '(') {
      return at + 2;
    }
    return " -./+".indexOf(c) >= 0 ? at + 1 : at;
  }

  int count() {
    return starts.size();
  }

  int start(int group) {
    return starts.get(group);
  }

  int end(int group) {
    return ends.get(group);
  }

  int length(int group) {
    return end(group) - start(group);
  }

  /** Returns the characters between a group and the next. */
  String separator(int group) {
    return text.substring(end(group), start(group + 1));
  }

  /** Returns the digits of some groups. */
  String digits(int first, int last) {
    StringBuilder digits = new StringBuilder();
    for (int group = first; group <= last; group++) {
      digits.append(text, start(group), end(group));
    }
    return digits.toString();
  }

  /**
   * Returns whether groups from one on have these lengths, with one of these separators between.
   */
  boolean have(int first, String separators, int... lengths) {
    if (first + lengths.length > count()) {
      return false;
    }
    for (int i = 0; i < lengths.length; i++) {
      if (length(first + i) != lengths[i]) {
        return false;
      }
      if (i > 0 && !separator(first + i - 1).equals(separator(first))) {
        return false;
      }
    }
    return lengths.length == 1
        || (separator(first).length() == 1 && separators.contains(separator(first)));
  }
}
