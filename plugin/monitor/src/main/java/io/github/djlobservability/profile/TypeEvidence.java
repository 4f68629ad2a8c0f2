package io.github.djlobservability.profile;

import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.TextStatistics;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the first values of a feature say about its type.
 *
 * <p>It is numeric, boolean, a vector or a tensor if at least 95 % of its values are; the rest
 * count as of a wrong type. Text has more than two words on average, and more than half of the
 * values differ. All else is categorical. Whole numbers are numbers, however few there are.
 *
 * <p>Not thread-safe. Memory: at most 1,001 values.
 */
public final class TypeEvidence {

  /** From this share of numbers on a column is numeric, and the rest of a wrong type. */
  private static final double MOSTLY = 0.95;

  /** Texts have more words than this on average. */
  private static final double FEW_WORDS = 2;

  /** A class or a code has at most so many values. */
  private static final int FEW_VALUES = 50;

  private static final int MAX_DISTINCT = 1001;

  private final Set<Object> distinct = new HashSet<>();
  private long present;
  private long numbers;
  private long wholeNumbers;
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
        addNumber(Numbers.parse(text));
        return;
      }
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        booleans++;
      }
    }
    words += TextStatistics.of(text).tokens();
    remember(text);
  }

  private void addNumber(double number) {
    numbers++;
    if (number == Math.rint(number)) {
      wholeNumbers++;
    }
    remember(number);
  }

  private void remember(Object value) {
    if (distinct.size() < MAX_DISTINCT) {
      distinct.add(value);
    }
  }

  /** The type that fits; a column without a value is CATEGORICAL, which takes all. */
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
      return FeatureType.NUMERIC;
    }
    if (isMostly(booleans)) {
      return FeatureType.BOOLEAN;
    }
    long texts = present - numbers - booleans;
    boolean wordy = words > FEW_WORDS * texts;
    boolean various = distinct.size() == MAX_DISTINCT || distinct.size() > texts / 2;
    return wordy && various ? FeatureType.TEXT : FeatureType.CATEGORICAL;
  }

  private boolean isMostly(long count) {
    return count >= MOSTLY * present;
  }

  /** Whether there was no value. */
  public boolean isEmpty() {
    return present == 0;
  }

  /** Whether all values are whole numbers and only a few different ones: a class, or a code. */
  public boolean looksLikeCodes() {
    return isWhole() && distinct.size() <= FEW_VALUES;
  }

  /** Whether all values are whole numbers. */
  public boolean isWhole() {
    return present > 0 && wholeNumbers == present;
  }
}
