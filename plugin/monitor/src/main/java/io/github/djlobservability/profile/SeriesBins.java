package io.github.djlobservability.profile;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.statistics.BinCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bins of one series of a reference, each with a name, and how much of the reference is in
 * each. Every row is in exactly one.
 *
 * <p>Of numbers: the profile's own bins at the reference's quantiles, {@code (-inf,12.5)}, {@code
 * [12.5,20)}, ..., of which a bin for one value is {@code [5,5]}; then {@value #NOT_FINITE}. Of
 * categories: the {@value #MAX_CATEGORIES} most frequent ones by their names, then {@value #OTHER}.
 * Of both: {@value #MISSING} and {@value #WRONG_TYPE}. A category that is called as one of these is
 * in {@value #OTHER}, and so is one that may not be seen.
 *
 * <p>Immutable and thread-safe.
 */
public final class SeriesBins {

  /** More categories than these are one bin. */
  static final int MAX_CATEGORIES = 30;

  /** The bin of rows without a value. */
  public static final String MISSING = "(missing)";

  /** The bin of values of a wrong type. */
  public static final String WRONG_TYPE = "(wrong type)";

  static final String NOT_FINITE = "(not finite)";
  static final String OTHER = "(other)";

  private final Series series;
  private final List<String> labels = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final BinCounts numbers;
  private double minimum = Double.NaN;
  private double maximum = Double.NaN;
  private final Map<String, Integer> categories = new HashMap<>();
  private final int missing;
  private final int wrongType;
  private final int rest;

  /** Makes the bins of a series of the profile's schema. */
  public SeriesBins(ReferenceProfile profile, Series series) {
    this.series = series;
    FeatureProfile feature = profile.feature(series.featureIndex());
    missing = add(MISSING, feature.missing());
    wrongType = add(WRONG_TYPE, feature.wrongType());
    if (series.isCategorical()) {
      numbers = new BinCounts(new double[0], new long[1]);
      rest = addCategories(profile.categories(series));
    } else {
      NumericProfile numeric = profile.numeric(series);
      numbers = numeric.bins();
      minimum = numeric.minimum();
      maximum = numeric.maximum();
      rest = add(NOT_FINITE, numeric.nanCount() + numeric.infiniteCount());
      addNumbers();
    }
  }

  private int add(String label, long count) {
    labels.add(label);
    counts.add(count);
    return labels.size() - 1;
  }

  private int addCategories(CategoryCounts known) {
    int other = add(OTHER, 0);
    long left = known.total();
    for (Map.Entry<String, Long> entry : known.counts().entrySet()) {
      boolean shown = !HiddenValue.is(entry.getKey()) && !labels.contains(entry.getKey());
      if (categories.size() < MAX_CATEGORIES && shown) {
        categories.put(entry.getKey(), add(entry.getKey(), entry.getValue()));
        left -= entry.getValue();
      }
    }
    counts.set(other, left);
    return other;
  }

  private void addNumbers() {
    double[] edges = numbers.edges();
    long[] inBins = numbers.counts();
    for (int bin = 0; bin < inBins.length; bin++) {
      add(bin == 0 ? lowest(edges) : from(edges, bin - 1), inBins[bin]);
    }
  }

  private static String lowest(double[] edges) {
    return edges.length == 0 ? "(-inf,+inf)" : "(-inf," + text(edges[0]) + ")";
  }

  /** An edge that is the next double after another one excludes that other one. */
  private static String from(double[] edges, int edge) {
    double low = edges[edge];
    boolean last = edge == edges.length - 1;
    if (!last && edges[edge + 1] == Math.nextUp(low)) {
      return "[" + text(low) + "," + text(low) + "]";
    }
    boolean excludes = edge > 0 && low == Math.nextUp(edges[edge - 1]);
    String beginning = excludes ? "(" + text(edges[edge - 1]) : "[" + text(low);
    return beginning + "," + (last ? "+inf" : text(edges[edge + 1])) + ")";
  }

  private static String text(double number) {
    String text = Double.toString(number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Returns the series that the bins belong to. */
  public Series series() {
    return series;
  }

  /** Returns how many bins. */
  public int size() {
    return labels.size();
  }

  /** Returns the name of a bin, one of its kind in this series. */
  public String label(int bin) {
    return labels.get(bin);
  }

  /** Returns the share of the reference's rows that is in a bin, 0 to 1; 0 without rows. */
  public double share(int bin) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    return total == 0 ? 0 : (double) counts.get(bin) / total;
  }

  /** Returns whether a bin holds values of the right type. */
  public boolean holdsValues(int bin) {
    return bin != missing && bin != wrongType;
  }

  /**
   * Returns the middle of a bin of numbers; of the first and the last one that of the part in which
   * the reference has numbers. NaN for every other bin.
   */
  public double middle(int bin) {
    if (series.isCategorical() || bin <= rest) {
      return Double.NaN;
    }
    double[] edges = numbers.edges();
    int place = bin - rest - 1;
    double low = place == 0 ? minimum : edges[place - 1];
    double high = place == edges.length ? maximum : edges[place];
    return low + (high - low) / 2;
  }

  /** Returns the bin that a row of the profile's schema is in. */
  public int indexOf(Row row) {
    int feature = series.featureIndex();
    if (row.isMissing(feature)) {
      return missing;
    }
    if (row.isWrongType(feature)) {
      return wrongType;
    }
    if (series.isCategorical()) {
      return categories.getOrDefault(row.category(series), rest);
    }
    double number = row.number(series);
    return Double.isFinite(number) ? rest + 1 + numbers.indexOf(number) : rest;
  }
}
