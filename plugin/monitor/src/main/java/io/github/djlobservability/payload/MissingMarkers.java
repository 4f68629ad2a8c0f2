package io.github.djlobservability.payload;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows which texts of a table stand for a missing value. Immutable and thread-safe.
 *
 * <p>Some do in every column. Others do only where a number or a flag is expected, since elsewhere
 * they may be names: {@code None} is a kind of veneer. {@code nan} is a number where one is
 * expected, and missing elsewhere. A marker that is a number stands for all that is equal to it:
 * {@code -200} for {@code -200.0} too.
 */
public final class MissingMarkers {

  private static final Set<String> EVERYWHERE =
      Set.of("NA", "N/A", "n/a", "#N/A", "null", "NULL", "Null", "\\N", "<NA>", "?");

  private static final Set<String> AMONG_NUMBERS =
      Set.of("None", "none", "NONE", "-", "--", ".", "#NA", "#NULL!", "#DIV/0!", "#VALUE!");

  private static final MissingMarkers USUAL = new MissingMarkers(EVERYWHERE, AMONG_NUMBERS);

  private final Set<String> everywhere;
  private final Set<String> amongNumbers;
  private final Set<Double> numbers = new HashSet<>();

  /** How markers begin: nearly all values begin otherwise, and are not looked up. */
  private final BitSet beginnings = new BitSet();

  private MissingMarkers(Set<String> everywhere, Set<String> amongNumbers) {
    this.everywhere = everywhere;
    this.amongNumbers = amongNumbers;
    for (String marker : everywhere) {
      if (!marker.isEmpty()) {
        beginnings.set(marker.charAt(0));
      }
      double number = Numbers.parse(marker);
      if (!Double.isNaN(number)) {
        numbers.add(number);
      }
    }
  }

  /** Returns those that files usually have. */
  public static MissingMarkers usual() {
    return USUAL;
  }

  /** Returns these and no others, in every column. */
  public static MissingMarkers of(Collection<String> markers) {
    return new MissingMarkers(Set.copyOf(markers), Set.of());
  }

  /** Tells whether a text stands for a missing value in every column. */
  public boolean isMissing(String text) {
    if (text.isEmpty()) {
      return true;
    }
    return beginnings.get(text.charAt(0))
        && (everywhere.contains(text)
            || (!numbers.isEmpty() && numbers.contains(Numbers.parse(text))));
  }

  /** Tells whether a text stands for a missing value where a number or a flag is expected. */
  public boolean isMissingNumber(String text) {
    return amongNumbers.contains(text);
  }

  /** Tells whether a text stands for a missing value where a name or a text is expected. */
  public static boolean isMissingName(String text) {
    return text.length() == 3 && text.equalsIgnoreCase("nan");
  }
}
