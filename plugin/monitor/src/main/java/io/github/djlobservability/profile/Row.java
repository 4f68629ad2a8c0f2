package io.github.djlobservability.profile;

import io.github.djlobservability.payload.Aspect;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.payload.text.Transcript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one request, or of one line of a file, in the order of a schema. Made by {@link
 * RowBuilder}; immutable.
 *
 * <p>Each value is of its feature's type, missing, or of a wrong type. A NUMERIC that is present
 * may be NaN or infinite. Memory: 8 bytes a feature if all are numbers, otherwise 12 and the
 * values.
 */
public final class Row {

  /** The row, its arrays' heads and its list. */
  private static final long ROW_BYTES = 128;

  private static final long REFERENCE_BYTES = 8;
  private static final long OBJECT_BYTES = 64;

  /** Stands where a value is missing. */
  static final Object MISSING = new Object();

  /** Names the type that was found where another is expected. */
  public record WrongType(String found) {}

  private final Schema schema;
  private final double[] numbers;

  /**
   * At each feature null (it is in {@code numbers}), a mark or a value; null if all are numbers.
   */
  private final @Nullable Object @Nullable [] objects;

  /** At each feature what was said, if it is a text; null where nobody compares that. */
  private final @Nullable Transcript @Nullable [] transcripts;

  private final List<String> extra;
  private final int extraCount;

  Row(
      Schema schema,
      double[] numbers,
      @Nullable Object @Nullable [] objects,
      @Nullable Transcript @Nullable [] transcripts,
      List<String> extra,
      int extraCount) {
    this.transcripts = transcripts;
    this.schema = schema;
    this.numbers = numbers;
    this.objects = objects;
    this.extra = extra;
    this.extraCount = extraCount;
  }

  /** Returns the schema of the values. */
  public Schema schema() {
    return schema;
  }

  /**
   * Names that came with the row and are not in the schema, at most {@link RowBuilder#MAX_EXTRA} of
   * those that may be seen.
   */
  public List<String> extra() {
    return extra;
  }

  /**
   * Returns how many values came with the row that are not in the schema, those without a name here
   * too.
   */
  public int extraCount() {
    return extraCount;
  }

  /**
   * Returns a TEXT as what was said; null if it is missing, or its builder keeps none ({@link
   * RowBuilder#keepingTranscripts}).
   */
  public @Nullable Transcript transcript(int feature) {
    return transcripts == null ? null : transcripts[feature];
  }

  /** Returns whether the feature has no value. */
  public boolean isMissing(int feature) {
    return object(feature) == MISSING;
  }

  /** Returns whether the feature has a value of a type that is not its own. */
  public boolean isWrongType(int feature) {
    return object(feature) instanceof WrongType;
  }

  /** Returns whether the feature has a value of its own type. */
  public boolean isPresent(int feature) {
    return !isMissing(feature) && !isWrongType(feature);
  }

  /** Returns the beginning of a value of a wrong type; null if it is not of a wrong type. */
  public @Nullable String wrongValue(int feature) {
    return object(feature) instanceof WrongType wrong ? wrong.found() : null;
  }

  /** Returns the number of a NUMERIC, 0 or 1 of a BOOLEAN; NaN for all else. */
  public double number(int feature) {
    return object(feature) == null ? numbers[feature] : Double.NaN;
  }

  /**
   * Returns the category of a CATEGORICAL, {@code "true"} or {@code "false"} of a BOOLEAN;
   * otherwise null.
   */
  public @Nullable String category(int feature) {
    Object object = object(feature);
    if (object == null && schema.feature(feature).type() == FeatureType.BOOLEAN) {
      return numbers[feature] == 0 ? "false" : "true";
    }
    return object instanceof String category ? category : null;
  }

  /** Returns the class that a category or a number is; null for all else, and for NaN. */
  public @Nullable String className(int feature) {
    double number = number(feature);
    return schema.feature(feature).type() != FeatureType.NUMERIC
        ? category(feature)
        : Double.isNaN(number) ? null : ClassName.of(number);
  }

  /** Returns the statistics of a TEXT; otherwise null. */
  public @Nullable TextStatistics text(int feature) {
    return object(feature) instanceof TextStatistics text ? text : null;
  }

  /** Returns the summary of a tensor; otherwise null. */
  public @Nullable TensorSummary tensor(int feature) {
    return object(feature) instanceof TensorSummary tensor ? tensor : null;
  }

  /** Returns an EMBEDDING, for reading only; otherwise null. */
  public float @Nullable [] embedding(int feature) {
    return object(feature) instanceof float[] embedding ? embedding : null;
  }

  /** Returns the number of a numeric series; NaN where there is none. */
  public double number(Series series) {
    int feature = series.featureIndex();
    return number(series, object(feature), numbers[feature]);
  }

  /**
   * Returns the number of a numeric series.
   *
   * @param object what the series' feature has that is no number; null if it is a number
   */
  static double number(Series series, @Nullable Object object, double number) {
    if (object == null) {
      return number;
    }
    if (object instanceof TextStatistics text) {
      return text.get(series.aspect());
    }
    if (object instanceof TensorSummary tensor) {
      return tensor.get(series.aspect());
    }
    return object instanceof float[] embedding ? norm(embedding) : Double.NaN;
  }

  /** Returns the category of a categorical series; null where there is none. */
  public @Nullable String category(Series series) {
    if (series.aspect() == Aspect.SCRIPT) {
      TextStatistics text = text(series.featureIndex());
      return text == null ? null : text.script();
    }
    return category(series.featureIndex());
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float element : vector) {
      squares += (double) element * element;
    }
    return Math.sqrt(squares);
  }

  /** Returns what a feature has that is no number: a mark or a value; null if it is a number. */
  @Nullable Object object(int feature) {
    return objects == null ? null : objects[feature];
  }

  /** Estimates, from above, how many bytes of the heap the row holds. */
  public long heldBytes() {
    long bytes = ROW_BYTES + (long) Double.BYTES * numbers.length;
    for (String name : extra) {
      bytes += textBytes(name);
    }
    if (objects == null) {
      return bytes;
    }
    bytes += REFERENCE_BYTES * objects.length;
    for (Object object : objects) {
      bytes += heldBytes(object);
    }
    return bytes;
  }

  /** Estimates the same of what a feature has that is no number. */
  static long heldBytes(@Nullable Object object) {
    if (object == null || object == MISSING) {
      return 0;
    }
    if (object instanceof String text) {
      return textBytes(text);
    }
    if (object instanceof WrongType wrong) {
      return OBJECT_BYTES + textBytes(wrong.found());
    }
    if (object instanceof float[] vector) {
      return OBJECT_BYTES + (long) Float.BYTES * vector.length;
    }
    return object instanceof TextStatistics text ? text.heldBytes() : 2 * OBJECT_BYTES;
  }

  private static long textBytes(String text) {
    return OBJECT_BYTES + 2L * text.length();
  }

  /** Returns the values of some features, in the order of a schema of those alone. */
  Row projected(Schema part, List<Integer> features) {
    double[] chosen = new double[features.size()];
    @Nullable Object[] own = new @Nullable Object[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = numbers[features.get(i)];
      own[i] = object(features.get(i));
    }
    return new Row(part, chosen, own, null, extra, extraCount);
  }

  /** Returns the same with another value at a feature that is no number. */
  public Row with(int feature, Object value) {
    @Nullable Object[] changed =
        objects == null ? new @Nullable Object[numbers.length] : objects.clone();
    changed[feature] = value;
    return new Row(schema, numbers, changed, transcripts, extra, extraCount);
  }
}
