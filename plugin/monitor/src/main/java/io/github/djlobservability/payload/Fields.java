package io.github.djlobservability.payload;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named values of one item.
 *
 * <p>A value is a {@link Double}, a {@link java.math.BigInteger} (a whole number beyond
 * 2<sup>53</sup>), a {@link Boolean}, a {@link String}, a {@code float[]}, a {@link TensorSummary},
 * or null where null was sent. All else that was sent is an {@link Other}.
 *
 * @param values in the order they were sent
 * @param text whether all was sent as text, as in a table, so that a text may stand for a number
 */
public record Fields(Map<String, @Nullable Object> values, boolean text) {

  private static final int SHOWN = 5;

  /** Name of a value that was sent without one, where no reference says how it is called. */
  public static final String VALUE = "value";

  /**
   * A value of none of the kinds that can be compared.
   *
   * @param shown what it is, for people
   */
  public record Other(String shown) {}

  /**
   * Returns the first of some names, for people.
   *
   * @param quote stands before and after each
   */
  public static String shown(Collection<String> names, String quote) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (String name : names) {
      text.append(count == 0 ? "" : ", ");
      if (count++ == SHOWN) {
        return text.append("...").toString();
      }
      text.append(quote).append(name).append(quote);
    }
    return text.toString();
  }

  /** Returns the name of a value that has a position alone, where nothing says how it is called. */
  public static String positionName(int index) {
    return "x" + index;
  }
}
