package io.github.djlobservability.cli.source;

import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.evidence.TypeEvidence;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides by the first values of a file's column what it is. Not thread-safe. */
final class ColumnEvidence {

  /** From this share of numbers on, what the others are is worth a hint. */
  private static final double MIXED = 0.5;

  private final TypeEvidence all = new TypeEvidence();

  /** The same without what means a missing value among numbers. */
  private final TypeEvidence withoutMissing = new TypeEvidence();

  private final OtherTexts others = new OtherTexts();

  /**
   * Takes in a value.
   *
   * @param style how the file writes values; null if they have types
   */
  void add(@Nullable Object value, @Nullable TextStyle style) {
    if (!(value instanceof String text) || style == null) {
      all.add(value, false);
      withoutMissing.add(value, false);
      return;
    }
    String number = style.number(text);
    String plain = number == null ? text : number;
    all.add(plain, true);
    if (number == null && style.isMissing(text, FeatureType.NUMERIC)) {
      return;
    }
    withoutMissing.add(plain, true);
    if (number == null) {
      others.add(text);
    }
  }

  private TypeEvidence evidence() {
    FeatureType type = withoutMissing.type();
    return type == FeatureType.NUMERIC || type == FeatureType.BOOLEAN ? withoutMissing : all;
  }

  /** Returns the type that fits; a prediction or a target of few whole numbers is a class. */
  FeatureType type(FeatureRole role) {
    boolean mayBeClass = role == FeatureRole.PREDICTION || role == FeatureRole.TARGET;
    return mayBeClass && looksLikeClasses() ? FeatureType.CATEGORICAL : evidence().type();
  }

  /** Returns whether all values are whole numbers and only a few different ones. */
  boolean looksLikeClasses() {
    return evidence().looksLikeCodes();
  }

  /** Returns whether numbers are written with zeros in front. */
  boolean hasCodes() {
    return evidence().hasCodes();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns why the column cannot be compared; null if it can. */
  @Nullable LeftOut leftOut(String name) {
    LeftOut why = evidence().leftOut(name);
    return why == LeftOut.IDENTIFIER && style() != null ? LeftOut.OTHER_STYLE : why;
  }

  /** Suggests options for a column that looks like numbers and is none; null for any other. */
  @Nullable String hint(String name) {
    NumberStyle style = style();
    if (style != null) {
      return String.format(
          "%s looks like numbers such as %s; say %s", name, others.first(), style.options());
    }
    double numbers = withoutMissing.numericShare();
    if (others.total() == 0
        || !(numbers >= MIXED)
        || type(FeatureRole.INPUT) == FeatureType.NUMERIC) {
      return null;
    }
    String rest = String.join("\", \"", others.frequent());
    return String.format(
        Locale.ROOT,
        "%.0f %% of %s are numbers, the rest is \"%s\"%s; if that means no value, say"
            + " --missing %s, and otherwise --numeric %s or --categorical %s",
        100 * numbers,
        name,
        rest,
        others.frequent().size() < others.different() ? " and more" : "",
        others.frequent().get(0),
        name,
        name);
  }

  /** Returns the style that makes the column one of numbers; null if it is one, or none fits. */
  private @Nullable NumberStyle style() {
    return evidence().type() == FeatureType.NUMERIC ? null : others.style();
  }
}
