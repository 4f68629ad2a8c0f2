package io.github.djlobservability.samples.employment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/**
 * How a {@link CensusRow} becomes the numbers that the model reads: the age in centuries and its
 * square, and for each code column a 1 at the position of its code (one-hot).
 *
 * <p>The positions are the training's to choose; it writes them into the model folder as {@value
 * #FILE}, one feature name a line, the line's index being the position. A code that no training row
 * had has no position there and encodes to zeros.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class FeatureEncoding {

  /** The name of the file in the model folder that lists the features. */
  public static final String FILE = "features.txt";

  private static final String AGE = CensusColumn.AGEP.name();
  private static final String AGE_SQUARED = AGE + "^2";
  private static final double YEARS_PER_UNIT = 100;
  private static final int NONE = -1;

  private final int width;
  private final int agePosition;
  private final int ageSquaredPosition;

  /** For each code column, the positions by code. */
  private final EnumMap<CensusColumn, int[]> codePositions;

  /**
   * Makes an encoding.
   *
   * @param features the feature names in the order of the model's inputs
   * @throws IllegalArgumentException if a name occurs twice or is none of a feature
   */
  FeatureEncoding(List<String> features) {
    Map<String, Integer> positions = new HashMap<>();
    for (String feature : features) {
      if (positions.put(feature, positions.size()) != null) {
        throw new IllegalArgumentException("Feature " + feature + " occurs twice.");
      }
    }
    width = features.size();
    agePosition = take(positions, AGE);
    ageSquaredPosition = take(positions, AGE_SQUARED);
    codePositions = takeCodes(positions);
    if (!positions.isEmpty()) {
      throw new IllegalArgumentException("Unknown features: " + positions.keySet() + ".");
    }
  }

  /**
   * Reads the encoding of a model.
   *
   * @param modelFolder the folder that holds {@value #FILE}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if its lines are not distinct feature names
   */
  static FeatureEncoding read(Path modelFolder) throws IOException {
    return new FeatureEncoding(Files.readAllLines(modelFolder.resolve(FILE)));
  }

  /** Passes on the features of a row by name, for the training. */
  public static void forEachFeature(CensusRow row, ObjDoubleConsumer<String> action) {
    double age = scaledAge(row);
    action.accept(AGE, age);
    action.accept(AGE_SQUARED, age * age);
    for (CensusColumn column : CensusColumn.values()) {
      if (column.isCode()) {
        action.accept(nameOf(column, row.code(column)), 1);
      }
    }
  }

  /** Returns how many numbers the model reads for a row. */
  int width() {
    return width;
  }

  /** Encodes rows one after the other, {@link #width()} numbers each. */
  float[] encode(List<CensusRow> rows) {
    float[] encoded = new float[Math.multiplyExact(rows.size(), width)];
    int start = 0;
    for (CensusRow row : rows) {
      encode(row, encoded, start);
      start += width;
    }
    return encoded;
  }

  private void encode(CensusRow row, float[] encoded, int start) {
    double age = scaledAge(row);
    put(encoded, start, agePosition, age);
    put(encoded, start, ageSquaredPosition, age * age);
    codePositions.forEach(
        (column, positions) -> put(encoded, start, positions[row.code(column)], 1));
  }

  private static void put(float[] encoded, int start, int position, double value) {
    if (position != NONE) {
      encoded[start + position] = (float) value;
    }
  }

  private static EnumMap<CensusColumn, int[]> takeCodes(Map<String, Integer> positions) {
    EnumMap<CensusColumn, int[]> codePositions = new EnumMap<>(CensusColumn.class);
    for (CensusColumn column : CensusColumn.values()) {
      if (column.isCode()) {
        int[] byCode = new int[column.maximum() + 1];
        Arrays.setAll(byCode, code -> take(positions, nameOf(column, code)));
        codePositions.put(column, byCode);
      }
    }
    return codePositions;
  }

  private static int take(Map<String, Integer> positions, String feature) {
    Integer position = positions.remove(feature);
    return position == null ? NONE : position;
  }

  private static double scaledAge(CensusRow row) {
    return row.value(CensusColumn.AGEP) / YEARS_PER_UNIT;
  }

  private static String nameOf(CensusColumn column, int code) {
    return column.name() + '=' + code;
  }
}
