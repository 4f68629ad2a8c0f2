package io.github.djlobservability.privacy.redaction;

import org.jspecify.annotations.Nullable;

/**
 * The names of members down to a field, from the last one up. Immutable.
 *
 * @param above the path to what the field stands in; null at the root
 */
public record MemberPath(@Nullable MemberPath above, String name) {

  /**
   * Returns whether the way down ends with names that have dots between them. A name may have dots
   * itself: {@code home.zip} is the member {@code zip} of {@code home}, and a member of that name.
   */
  public boolean endsWith(String dotted) {
    int left = dotted.length();
    for (MemberPath path = this; path != null; path = path.above()) {
      String name = path.name();
      int begin = left - name.length();
      if (begin <= 0) {
        return name.regionMatches(-begin, dotted, 0, left)
            && (begin == 0 || name.charAt(-begin - 1) == '.');
      }
      if (!dotted.regionMatches(begin, name, 0, name.length()) || dotted.charAt(begin - 1) != '.') {
        return false;
      }
      left = begin - 1;
    }
    return false;
  }
}
