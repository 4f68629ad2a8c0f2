package io.github.djlobservability.profile.evidence;

import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the first values of a feature which type it is of, and whether it can be compared at
 * all.
 *
 * <p>It is numeric, boolean, a vector or a tensor if at least 95 % of its values are; the rest
 * count as of a wrong type. Text has more than two words on average, and more than half of the
 * values differ. All else is categorical. Whole numbers are numbers, however few there are; but if
 * one in a hundred is written with zeros in front, as {@code 02139} is, they are codes.
 *
 * <p>Not thread-safe. Memory: at most 1,001 values.
 */
public final class TypeEvidence {

  /** From this share of numbers on a column is numeric, and the rest of a wrong type. */
  private static final double MOSTLY = 0.95;

  /** From this share of numbers with zeros in front on, they are codes. */
  private static final double CODES = 0.01;

  /** Texts have more words than this on average. */
  private static final double FEW_WORDS = 2;

  /** The most different values that a class or a code has. */
  private static final int FEW_VALUES = 50;

  private final Recurrence recurrence = new Recurrence();
  private long present;
  private long numbers;
  private long zerosInFront;
  private long booleans;
  private long vectors;
  private long tensors;
  private long words;

  /**
   * Takes in a value: a {@link String}, {@link Number}, {@link Boolean}, {@code float[]} or {@link
   * TensorSummary}; null where there is none.
   *
   * @param isText whether a string may stand for a number or a flag
   */
  public void add(@Nullable Object value, boolean isText) {
    if (value == null) {
      return;
    }
    present++;
    if (value instanceof String text) {
      addText(text, isText);
    } else if (value instanceof Number number) {
      addNumber(number.doubleValue());
    } else if (value instanceof Boolean) {
      booleans++;
    } else if (value instanceof float[]) {
      vectors++;
    } else if (value instanceof TensorSummary) {
      tensors++;
    }
  }

  private void addText(String text, boolean isText) {
    if (isText) {
      if (Numbers.isNumber(text)) {
        zerosInFront += hasZerosInFront(text) ? 1 : 0;
        addNumber(Numbers.parse(text));
        return;
      }
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        booleans++;
      }
    }
    words += TextStatistics.of(text).tokens();
    recurrence.add(text);
  }

  private static boolean hasZerosInFront(String text) {
    return text.length() > 1
        && text.charAt(0) == '0'
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void addNumber(double number) {
    numbers++;
    recurrence.add(number);
  }

  /** Returns the type that fits; a column without a value is CATEGORICAL, which takes all. */
  public FeatureType type() {
    if (present == 0) {
      return FeatureType.CATEGORICAL;
    }
    if (isMostly(tensors)) {
      return FeatureType.TENSOR_SUMMARY;
    }
    if (isMostly(vectors)) {
      return FeatureType.EMBEDDING;
    }
    if (isMostly(numbers)) {
      return hasCodes() ? FeatureType.CATEGORICAL : FeatureType.NUMERIC;
    }
    if (isMostly(booleans)) {
      return FeatureType.BOOLEAN;
    }
    long texts = present - numbers - booleans;
    boolean wordy = words > FEW_WORDS * texts;
    DistinctValues distinct = recurrence.distinct();
    boolean various = distinct.isFull() || distinct.size() > texts / 2;
    return wordy && various && !recurrence.isTime() ? FeatureType.TEXT : FeatureType.CATEGORICAL;
  }

  private boolean isMostly(long count) {
    return count >= MOSTLY * present;
  }

  /** Returns whether there was no value. */
  public boolean isEmpty() {
    return present == 0;
  }

  /** Returns the share of the values that are numbers, 0 to 1; NaN without values. */
  public double numericShare() {
    return (double) numbers / present;
  }

  /**
   * Returns whether all values are whole numbers and only a few different ones: a class, or a code.
   */
  public boolean looksLikeCodes() {
    return isWhole() && recurrence.distinct().size() <= FEW_VALUES;
  }

  /** Returns whether all values are whole numbers. */
  public boolean isWhole() {
    return recurrence.isWhole() && numbers == present;
  }

  /** Returns whether numbers are written with zeros in front, as codes are. */
  public boolean hasCodes() {
    return zerosInFront > 0 && zerosInFront >= CODES * numbers;
  }

  /**
   * Returns why the feature cannot be compared; null if it can.
   *
   * @param name of the feature, which may say that whole numbers are ids
   */
  public @Nullable LeftOut leftOut(String name) {
    return recurrence.leftOut(type(), name);
  }
}
