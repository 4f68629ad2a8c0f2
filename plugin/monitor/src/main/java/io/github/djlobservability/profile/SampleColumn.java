package io.github.djlobservability.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feature in all rows of a sample, as small as they go: numbers as floats where
 * that loses nothing, and what is no number, while it is of few kinds, as a byte a row. Immutable.
 */
final class SampleColumn {
  private static final int MOST_KINDS = 256;
  private static final long HEAD_BYTES = 160;
  private static final long KIND_BYTES = 64;
  private static final long REFERENCE_BYTES = 4;

  /** One of these two has the numbers; neither where no row has one. */
  private final float @Nullable [] floats;

  private final double @Nullable [] doubles;

  /** Values that are no numbers: by row, or where there are kinds, by kind; null without any. */
  private final @Nullable Object @Nullable [] objects;

  /** The kind of each row; null where objects are by row. */
  private final byte @Nullable [] kinds;

  private SampleColumn(double[] numbers, @Nullable Object[] cells) {
    boolean anyNumber = Arrays.asList(cells).contains(null);
    float[] small = new float[numbers.length];
    boolean exact = true;
    for (int i = 0; i < small.length; i++) {
      small[i] = (float) numbers[i];
      exact &= Double.compare(small[i], numbers[i]) == 0;
    }
    floats = anyNumber && exact ? small : null;
    doubles = anyNumber && !exact ? numbers : null;
    if (Arrays.stream(cells).allMatch(cell -> cell == null)) {
      objects = null;
      kinds = null;
      return;
    }
    Map<@Nullable Object, Integer> places = new HashMap<>();
    byte[] codes = new byte[cells.length];
    boolean few = Arrays.stream(cells).allMatch(SampleColumn::isKind);
    for (int i = 0; few && i < codes.length; i++) {
      codes[i] = (byte) (int) places.computeIfAbsent(cells[i], unused -> places.size());
      few = places.size() <= MOST_KINDS;
    }
    if (!few) {
      objects = cells;
      kinds = null;
      return;
    }
    @Nullable Object[] each = new @Nullable Object[places.size()];
    places.forEach((kind, place) -> each[place] = kind);
    objects = each;
    kinds = codes;
  }

  /** Others may be equal and not the same, or large. */
  private static boolean isKind(@Nullable Object cell) {
    return cell == null
        || cell == Row.MISSING
        || cell instanceof String
        || cell instanceof Row.WrongType;
  }

  /** Returns the columns of rows of one schema. */
  static List<SampleColumn> of(List<SampledRow> rows) {
    int features = rows.isEmpty() ? 0 : rows.get(0).row().schema().size();
    SampleColumn[] columns = new SampleColumn[features];
    for (int feature = 0; feature < features; feature++) {
      double[] numbers = new double[rows.size()];
      @Nullable Object[] cells = new @Nullable Object[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        Row row = rows.get(i).row();
        cells[i] = row.object(feature);
        numbers[i] = cells[i] == null ? row.number(feature) : 0;
      }
      columns[feature] = new SampleColumn(numbers, cells);
    }
    return List.of(columns);
  }

  /** Returns what a row has that is no number; null if it is a number. */
  @Nullable Object object(int row) {
    if (objects == null) {
      return null;
    }
    return objects[kinds == null ? row : Byte.toUnsignedInt(kinds[row])];
  }

  /** Returns the number of a row; 0 where there is none. */
  double number(int row) {
    if (floats != null) {
      return floats[row];
    }
    return doubles == null ? 0 : doubles[row];
  }

  /** Estimates, from above, how many bytes of the heap it holds. */
  long heldBytes() {
    long bytes = HEAD_BYTES;
    bytes += floats == null ? 0 : (long) Float.BYTES * floats.length;
    bytes += doubles == null ? 0 : (long) Double.BYTES * doubles.length;
    bytes += kinds == null ? 0 : kinds.length;
    for (Object object : objects == null ? new @Nullable Object[0] : objects) {
      bytes += REFERENCE_BYTES + (kinds == null ? 0 : KIND_BYTES) + Row.heldBytes(object);
    }
    return bytes;
  }
}
