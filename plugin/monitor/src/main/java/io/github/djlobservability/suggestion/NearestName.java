package io.github.djlobservability.suggestion;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that someone who mistyped it may have meant. Case, and the signs between a name's
 * words, don't count. Stateless.
 */
public final class NearestName {
  /** A name is near if at most this share of its letters is mistyped. */
  private static final int ONE_IN = 3;

  private NearestName() {}

  /**
   * Returns the nearest of the known names, of equally near ones the first; null if none is near.
   */
  public static @Nullable String of(String written, Collection<String> known) {
    String nearest = null;
    int best = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(written, name);
      if (distance < best && distance <= Math.max(1, letters(name).length() / ONE_IN)) {
        nearest = name;
        best = distance;
      }
    }
    return nearest;
  }

  /**
   * Returns how many letters have to be put in, left out, replaced, or swapped with their neighbour
   * to make one name of the other, none of them twice (optimal string alignment).
   */
  public static int distance(String one, String other) {
    String a = letters(one);
    String b = letters(other);
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, distances);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] distances) {
    int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int shifted = Math.min(distances[i - 1][j], distances[i][j - 1]) + 1;
    int best = Math.min(replaced, shifted);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, distances[i - 2][j - 2] + 1) : best;
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
