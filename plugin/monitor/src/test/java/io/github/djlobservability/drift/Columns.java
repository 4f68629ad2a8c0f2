package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Columns of independent values for trials: references of them and items with them. */
public final class Columns {

  /** A column whose value is a function of a standard normal number. */
  private record Column(String name, boolean numeric, DoubleUnaryOperator value) {}

  private final List<Column> columns = new ArrayList<>();

  /** Makes {@code count} normal columns. */
  public static Columns normal(int count) {
    Columns columns = new Columns();
    for (int i = 0; i < count; i++) {
      columns.columns.add(new Column("x" + i, true, z -> z));
    }
    return columns;
  }

  /** Makes {@code count} columns of whole numbers, some fifteen different ones. */
  static Columns ties(int count) {
    Columns columns = new Columns();
    for (int i = 0; i < count; i++) {
      columns.columns.add(new Column("x" + i, true, z -> Math.rint(2 * z)));
    }
    return columns;
  }

  /** Ten columns of all kinds: normal, heavy-tailed, discrete, mostly zero, categories, a bit. */
  static Columns mixed() {
    Columns columns = normal(3);
    columns.columns.add(new Column("lognormal", true, z -> Math.exp(2 * z)));
    columns.columns.add(new Column("cubed", true, z -> z * z * z));
    columns.columns.add(new Column("whole", true, z -> Math.rint(2 * z)));
    columns.columns.add(new Column("mostly zero", true, z -> Math.max(0, z)));
    columns.columns.add(new Column("category", false, z -> Math.floor(Math.abs(2 * z))));
    columns.columns.add(new Column("grade", false, z -> Math.rint(z)));
    columns.columns.add(new Column("bit", false, z -> z > 1 ? 1 : 0));
    return columns;
  }

  int size() {
    return columns.size();
  }

  /** Returns a reference of random rows. */
  public ModelReference reference(int rows, SplittableRandom random) {
    double[][] values = new double[columns.size()][rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < columns.size(); i++) {
        values[i][row] = columns.get(i).value().applyAsDouble(random.nextGaussian());
      }
    }
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      features.add(reference(columns.get(i), values[i]));
    }
    List<double[]> whole = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double[] one = new double[columns.size()];
      for (int i = 0; i < one.length; i++) {
        one[i] = values[i][row];
      }
      whole.add(one);
    }
    return new ModelReference(features, whole);
  }

  private static FeatureReference reference(Column column, double[] values) {
    if (column.numeric()) {
      return FeatureReference.numeric(column.name(), DriftKind.DATA, values);
    }
    List<String> names = new ArrayList<>();
    for (double value : values) {
      names.add(category(value));
    }
    return FeatureReference.categorical(column.name(), DriftKind.DATA, names);
  }

  /** Returns a random item, at one item a millisecond. */
  Item fill(Item item, long number, SplittableRandom random) {
    item.start(number, "item-" + number);
    for (int i = 0; i < columns.size(); i++) {
      put(item, i, columns.get(i).value().applyAsDouble(random.nextGaussian()));
    }
    return item;
  }

  void put(Item item, int column, double value) {
    if (columns.get(column).numeric()) {
      item.number(column, value);
    } else {
      item.category(column, category(value));
    }
  }

  private static String category(double value) {
    return Integer.toString((int) value);
  }
}
