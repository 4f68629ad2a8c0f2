package io.github.djlobservability.profile;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.tensor.Floats;
import io.github.djlobservability.payload.text.TextFigure;
import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.payload.text.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a schema, one after the other. What is not put is missing.
 *
 * <p>A value is put as what it came as. Whatever comes for a CATEGORICAL is named by {@link
 * ClassName} (5.0 is {@code "5"}), NaN is missing there; 0 or 1 for a BOOLEAN is false or true; a
 * string is never taken for a number, because a server that is sent strings for numbers has a fault
 * to be told. Text of a file, where all is a string, goes through {@link #parse}. Anything else of
 * another type is kept as a wrong type.
 *
 * <p>What categories are held as, {@link HeldValues} says.
 *
 * <p>Not thread-safe.
 */
public final class RowBuilder {

  /** How many names that are not in the schema a row keeps at most. */
  public static final int MAX_EXTRA = 16;

  /** Longer values of a wrong type are cut. */
  private static final int MAX_WRONG = 40;

  private final Schema schema;
  private final @Nullable ReferenceProfile reference;
  private final HeldValues values;

  /** The known values of each numeric feature, from its first number on. */
  private final @Nullable KnownValues[] known;

  private double[] numbers;
  private @Nullable Object[] objects;
  private final List<String> extra = new ArrayList<>();
  private @Nullable Transcript @Nullable [] transcripts;
  private int extraCount;

  /** For rows of which a reference is to be made. */
  public RowBuilder(Schema schema) {
    this(schema, null, HeldValues.ALL);
  }

  /**
   * Makes the same builder, but for what categories and names are held as.
   *
   * @param values says of each category what it is held as, and which names that are not in the
   *     schema may be kept
   */
  public RowBuilder(Schema schema, HeldValues values) {
    this(schema, null, values);
  }

  /**
   * For rows to be compared with a reference: texts are compared with its texts, an embedding must
   * be as long as its embeddings, and a number that is one of its own but for the rounding of a
   * float is that one.
   */
  public RowBuilder(ReferenceProfile reference) {
    this(reference, HeldValues.ALL);
  }

  /**
   * Makes the same builder, but for what categories and names are held as.
   *
   * @param reference its own categories are held as {@code values} says
   * @param values as for a schema alone
   */
  public RowBuilder(ReferenceProfile reference, HeldValues values) {
    this(reference.schema(), reference, values);
  }

  private RowBuilder(Schema schema, @Nullable ReferenceProfile reference, HeldValues values) {
    this.schema = schema;
    this.reference = reference;
    this.values = values;
    this.known = new @Nullable KnownValues[schema.size()];
    this.numbers = new double[schema.size()];
    this.objects = emptyCells();
  }

  private @Nullable Object[] emptyCells() {
    @Nullable Object[] cells = new @Nullable Object[schema.size()];
    Arrays.fill(cells, Row.MISSING);
    return cells;
  }

  /** Returns the schema of the rows. */
  public Schema schema() {
    return schema;
  }

  /** Puts a number, NaN and infinities included. */
  public RowBuilder put(int feature, double value) {
    switch (schema.feature(feature).type()) {
      case NUMERIC -> number(feature, value);
      case CATEGORICAL ->
          objects[feature] = Double.isNaN(value) ? Row.MISSING : held(feature, ClassName.of(value));
      case BOOLEAN -> {
        if (value == 0 || value == 1) {
          number(feature, value);
        } else {
          wrong(feature, Double.toString(value));
        }
      }
      default -> wrong(feature, Double.toString(value));
    }
    return this;
  }

  /** Puts a number of any kind; a whole one that no double holds is still a category of its own. */
  public RowBuilder put(int feature, Number value) {
    if (schema.feature(feature).type() != FeatureType.CATEGORICAL || value instanceof Double) {
      return put(feature, value.doubleValue());
    }
    objects[feature] = held(feature, ClassName.of(value));
    return this;
  }

  private String held(int feature, String category) {
    return values.held(schema.feature(feature).name(), category);
  }

  /** Puts a string. */
  public RowBuilder put(int feature, String value) {
    switch (schema.feature(feature).type()) {
      case CATEGORICAL -> objects[feature] = held(feature, ClassName.of(value));
      case TEXT -> {
        objects[feature] = statistics(feature, value);
        if (transcripts != null) {
          transcripts[feature] = Transcript.of(value);
        }
      }
      default -> wrong(feature, value);
    }
    return this;
  }

  /** True or false. */
  public RowBuilder put(int feature, boolean value) {
    switch (schema.feature(feature).type()) {
      case BOOLEAN -> number(feature, value ? 1 : 0);
      case CATEGORICAL -> objects[feature] = Boolean.toString(value);
      default -> wrong(feature, Boolean.toString(value));
    }
    return this;
  }

  /** Puts a vector, which is kept, not copied. */
  public RowBuilder put(int feature, float[] value) {
    if (schema.feature(feature).type() != FeatureType.EMBEDDING || !isAsLong(feature, value)) {
      return wrong(feature, "a vector of " + value.length);
    }
    objects[feature] = value;
    return this;
  }

  private boolean isAsLong(int feature, float[] vector) {
    EmbeddingProfile known = reference == null ? null : reference.feature(feature).embedding();
    return known == null || known.dimension() == 0 || known.dimension() == vector.length;
  }

  /** Puts the statistics of a text whose words are gone. */
  public RowBuilder put(int feature, TextStatistics value) {
    objects[feature] = value;
    return this;
  }

  /** Adds the entropy of its tokens to a text that was put; does nothing to any other value. */
  public RowBuilder withTokenEntropy(int feature, double bits) {
    if (objects[feature] instanceof TextStatistics text) {
      objects[feature] = text.with(TextFigure.TOKEN_ENTROPY, bits);
    }
    return this;
  }

  /** Puts the summary of a tensor. */
  public RowBuilder put(int feature, TensorSummary value) {
    if (schema.feature(feature).type() == FeatureType.TENSOR_SUMMARY) {
      objects[feature] = value;
      return this;
    }
    return wrong(feature, "a tensor");
  }

  /**
   * Puts a value of a file in which all is written as text: a NUMERIC is parsed by {@link Numbers},
   * a BOOLEAN is {@code true}, {@code false} (in any case), {@code 1} or {@code 0}.
   */
  public RowBuilder parse(int feature, String text) {
    return switch (schema.feature(feature).type()) {
      case NUMERIC -> parseNumber(feature, text);
      case BOOLEAN -> parseBoolean(feature, text);
      default -> put(feature, text);
    };
  }

  private RowBuilder parseNumber(int feature, String text) {
    double number = Numbers.parse(text);
    if (!Double.isNaN(number) || Numbers.isNumber(text)) {
      number(feature, number);
    } else {
      wrong(feature, text);
    }
    return this;
  }

  private RowBuilder parseBoolean(int feature, String text) {
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      number(feature, 1);
    } else if (text.equalsIgnoreCase("false") || text.equals("0")) {
      number(feature, 0);
    } else {
      wrong(feature, text);
    }
    return this;
  }

  /**
   * Puts a value that cannot be of the feature's type; its beginning is kept, if it may be seen.
   */
  public RowBuilder wrong(int feature, String found) {
    boolean shown = values.shows(schema.feature(feature).name());
    objects[feature] =
        new Row.WrongType(
            shown ? found.substring(0, Math.min(found.length(), MAX_WRONG)) : "a hidden value");
    return this;
  }

  /** Puts no value, which is what a feature has until something is put. */
  public RowBuilder missing(int feature) {
    objects[feature] = Row.MISSING;
    return this;
  }

  /**
   * Notes a name that came with the row and is neither in the schema nor left out of the reference.
   */
  public RowBuilder extra(String name) {
    if (reference != null && reference.provenance().leftOut().containsKey(name)) {
      return this;
    }
    extraCount++;
    if (extra.size() < MAX_EXTRA && values.shows(name)) {
      extra.add(ClassName.cut(name));
    }
    return this;
  }

  /** Has rows keep texts as what was said, to be compared with labels. */
  public RowBuilder keepingTranscripts() {
    transcripts = new @Nullable Transcript[schema.size()];
    return this;
  }

  /** Returns the row, after which all is missing again. */
  public Row build() {
    @Nullable Object @Nullable [] cells = isAllNumbers() ? null : objects;
    Row row = new Row(schema, numbers, cells, transcripts, List.copyOf(extra), extraCount);
    transcripts = transcripts == null ? null : new @Nullable Transcript[schema.size()];
    numbers = new double[schema.size()];
    objects = emptyCells();
    extra.clear();
    extraCount = 0;
    return row;
  }

  private boolean isAllNumbers() {
    for (Object object : objects) {
      if (object != null) {
        return false;
      }
    }
    return true;
  }

  private void number(int feature, double value) {
    // The decimals of a float are few; what has more of them only the reference tells.
    double decimal = Floats.decimal(value);
    numbers[feature] = reference == null ? decimal : known(reference, feature).nearest(decimal);
    objects[feature] = null;
  }

  private KnownValues known(ReferenceProfile profile, int feature) {
    KnownValues values = known[feature];
    if (values == null) {
      boolean numeric = schema.feature(feature).type() == FeatureType.NUMERIC;
      values =
          numeric ? KnownValues.of(profile, schema.seriesOf(feature).get(0)) : KnownValues.NONE;
      known[feature] = values;
    }
    return values;
  }

  private TextStatistics statistics(int feature, String value) {
    if (reference == null) {
      return TextStatistics.of(value);
    }
    TextReference texts = reference.text(feature);
    return texts == null ? TextStatistics.of(value).withoutContent() : texts.measured(value);
  }
}
