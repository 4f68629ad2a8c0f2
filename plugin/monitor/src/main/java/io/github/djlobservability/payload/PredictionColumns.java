package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads predictions of columns: the tensors of a response, or a dictionary of arrays. By their
 * names, or where these say nothing by their shapes: one value for each item is its class or
 * number, several are a number for each class. Thread-safe.
 */
final class PredictionColumns {
  private final Distributions distributions;
  private final PredictionNames names;

  PredictionColumns(Distributions distributions, PredictionNames names) {
    this.distributions = distributions;
    this.names = names;
  }

  /** Returns one prediction for each item; null if the columns don't tell. */
  @Nullable List<ItemPrediction> read(List<Column> columns, int items) {
    List<Column> fitting = new ArrayList<>();
    boolean ofOtherItems = haveOtherRows(columns, items);
    for (Column column : columns) {
      Column fit = ofOtherItems && column.values().size() != items ? null : fitted(column, items);
      if (fit != null) {
        fitting.add(fit);
      }
    }
    Column called = named(fitting, names::isPrediction, false);
    Column value = called == null ? find(fitting, PredictionNames::isValue, false) : called;
    Column distribution = find(fitting, PredictionNames::isDistribution, true);
    Column told = named(fitting, names::isExpectedScore, false);
    Column score = told == null ? named(fitting, PredictionNames::isScore, false) : told;
    if (value == null && distribution == null) {
      return score == null ? null : all(score, null, null, items);
    }
    return all(value, distribution, score, items);
  }

  /** Returns whether rows say that there are more or fewer items than were sent. */
  private static boolean haveOtherRows(List<Column> columns, int items) {
    for (Column column : columns) {
      if (column.values().isNested() && column.values().size() != items) {
        return true;
      }
    }
    return false;
  }

  /** Returns a column with an element for each item; null if it has none. */
  private static @Nullable Column fitted(Column column, int items) {
    Values values = column.values();
    if (values.size() == items) {
      return column;
    }
    if (values.size() == 0 || items == 0 || values.size() % items != 0 || values.isNested()) {
      return null;
    }
    int width = values.size() / items;
    List<Values> rows = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int j = 0; j < width; j++) {
        row.add(values.get(i * width + j));
      }
      rows.add(Values.of(row));
    }
    return new Column(column.name(), Values.of(rows), column.table());
  }

  private @Nullable Column find(List<Column> columns, Predicate<String> usual, boolean several) {
    Column named = named(columns, usual, several);
    if (named != null) {
      return named;
    }
    Column only = null;
    for (Column column : columns) {
      boolean tellsElse =
          column.name() != null
              && (names.isExpectedScore(column.name())
                  || PredictionNames.isScore(column.name())
                  || PredictionNames.isValue(column.name())
                  || PredictionNames.isDistribution(column.name()));
      if (isSeveral(column) == several && !tellsElse) {
        if (only != null) {
          return null;
        }
        only = column;
      }
    }
    return only;
  }

  private static @Nullable Column named(
      List<Column> columns, Predicate<String> names, boolean several) {
    for (Column column : columns) {
      if (column.name() != null && names.test(column.name()) && isSeveral(column) == several) {
        return column;
      }
    }
    return null;
  }

  private static boolean isSeveral(Column column) {
    Object first = column.get(0);
    return first instanceof Values || first instanceof Map<?, ?>;
  }

  private @Nullable List<ItemPrediction> all(
      @Nullable Column value, @Nullable Column distribution, @Nullable Column score, int items) {
    List<ItemPrediction> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      ItemPrediction one = distribution == null ? null : distribution(distribution.get(i));
      if (value != null) {
        one = with(value, value.get(i), one);
      }
      if (one == null) {
        return null;
      }
      all.add(score == null ? one : one.withScore(score.get(i)));
    }
    return all;
  }

  private @Nullable ItemPrediction distribution(@Nullable Object node) {
    if (node instanceof Map<?, ?> object) {
      return distributions.object(object);
    }
    return node instanceof Values values ? distributions.vector(values, List.of()) : null;
  }

  private static ItemPrediction with(
      Column column, @Nullable Object value, @Nullable ItemPrediction distribution) {
    if (distribution != null) {
      return new ItemPrediction(value, distribution.score(), distribution.probabilities(), true);
    }
    ItemPrediction one = ItemPrediction.of(value);
    return column.name() != null && PredictionNames.isClass(column.name()) ? one.asClass() : one;
  }
}
