package io.github.djlobservability.drift.incident;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How large a change must be to matter. Of a number it is measured in standard deviations; of a
 * category, and of a rule that is broken, in points of its share, in its odds, or either.
 *
 * @param deviations standard deviations; 0 for any change
 * @param share points of share as a part of 1; NaN where it doesn't tell
 * @param odds how many times as high or low the odds, at least 1; NaN where they don't tell
 */
public record MinEffect(double deviations, double share, double odds) {

  /** Says what {@link #parse} reads. */
  public static final String FORM = "`sd:0.2`, `share:0.02`, `odds:2`, one or several with commas";

  /** Any change matters. */
  public static final MinEffect ANY = new MinEffect(0, Double.NaN, Double.NaN);

  private static final double MOST_DEVIATIONS = 100;
  private static final double MOST_ODDS = 1e6;

  /** Checks the ranges. */
  public MinEffect {
    if (!(deviations >= 0 && deviations <= MOST_DEVIATIONS)
        || share < 0
        || share > 1
        || odds < 1
        || odds > MOST_ODDS) {
      throw new IllegalArgumentException(deviations + ", " + share + ", " + odds);
    }
  }

  /**
   * Reads {@code sd:0.2,share:0.02,odds:2}, each part at most once.
   *
   * @return null if it is not such
   */
  public static @Nullable MinEffect parse(String text) {
    double[] parts = {Double.NaN, Double.NaN, Double.NaN};
    try {
      for (String part : text.split(",", -1)) {
        String[] pair = part.trim().split(":", -1);
        int which = pair.length == 2 ? place(pair[0].trim()) : -1;
        if (which < 0 || !Double.isNaN(parts[which])) {
          return null;
        }
        parts[which] = Double.parseDouble(pair[1].trim());
        if (!Double.isFinite(parts[which])) {
          return null;
        }
      }
      return new MinEffect(Double.isNaN(parts[0]) ? 0 : parts[0], parts[1], parts[2]);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static int place(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sd" -> 0;
      case "share" -> 1;
      case "odds" -> 2;
      default -> -1;
    };
  }

  /** Returns whether any change of a category matters. */
  boolean isAnyShare() {
    return Double.isNaN(share) && Double.isNaN(odds);
  }

  /** Returns it as {@link #parse} reads it. */
  public String text() {
    StringBuilder text = new StringBuilder("sd:" + deviations);
    if (!Double.isNaN(share)) {
      text.append(",share:").append(share);
    }
    if (!Double.isNaN(odds)) {
      text.append(",odds:").append(odds);
    }
    return text.toString();
  }
}
