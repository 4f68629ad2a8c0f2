package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One item as a monitor takes it: a value or a fault for each feature, in the order of the
 * monitor's references. Made by {@code ModelMonitor.newItem()} and meant to be filled again for
 * each item; what is not put is missing. Not thread-safe.
 */
public final class Item {

  /** The feature has no value, or NaN. */
  public static final byte MISSING = 1;

  /** The feature has a value of another type. */
  public static final byte WRONG_TYPE = 2;

  /** The category is not one of the reference's. */
  public static final byte UNSEEN = 3;

  /** Nobody knows what the feature's value is; it is not compared, and at no fault. */
  public static final byte UNTOLD = 4;

  /** Longest name of an item in a verdict. */
  public static final int MAX_ID = 128;

  private final FeatureReference[] references;
  public final double[] values;
  public final byte[] faults;
  public long epochMillis;
  public @Nullable String id;

  public Item(FeatureReference[] references) {
    this.references = references;
    this.values = new double[references.length];
    this.faults = new byte[references.length];
    start(0, null);
  }

  /**
   * Empties it for the next item.
   *
   * @param epochMillis when it was observed
   * @param id what a verdict shall name it by, such as a trace id, cut to {@value #MAX_ID}
   *     characters; null if nothing
   */
  public Item start(long epochMillis, @Nullable String id) {
    this.epochMillis = epochMillis;
    this.id = id == null || id.length() <= MAX_ID ? id : id.substring(0, MAX_ID);
    Arrays.fill(faults, MISSING);
    return this;
  }

  /** Sets the number of a numeric feature; NaN is missing. */
  public Item number(int feature, double value) {
    values[feature] = value;
    faults[feature] = Double.isNaN(value) ? MISSING : 0;
    return this;
  }

  /** Sets the category of a categorical feature; null is missing. */
  public Item category(int feature, @Nullable String value) {
    if (value == null) {
      faults[feature] = MISSING;
      return this;
    }
    FeatureReference reference = references[feature];
    Integer cell = reference.categoryCells().cell(value);
    values[feature] = cell == null ? reference.categoryCells().otherCell() : cell;
    faults[feature] = cell == null && reference.quality().closed() ? UNSEEN : 0;
    return this;
  }

  /** Notes that the feature has a value that is not of its type. */
  public Item wrongType(int feature) {
    faults[feature] = WRONG_TYPE;
    return this;
  }

  /** Notes that it is not known what value the feature has, if any. */
  public Item untold(int feature) {
    faults[feature] = UNTOLD;
    return this;
  }

  /**
   * Returns the numbers as they are compared and the indexes of categories, NaN where there is
   * none; a copy.
   */
  public double[] comparedOrNaN() {
    double[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      boolean absent = faults[i] == MISSING || faults[i] == WRONG_TYPE || faults[i] == UNTOLD;
      copy[i] = absent ? Double.NaN : references[i].adjusted(copy[i], epochMillis);
    }
    return copy;
  }
}
