package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.DidYouMean;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.report.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Holds what the user says about columns.
 *
 * @param types column to type
 * @param roles column to role
 * @param ignored columns that are left out
 * @param kept columns that are compared although they look like ids or clocks
 */
public record ColumnOptions(
    Map<String, FeatureType> types,
    Map<String, FeatureRole> roles,
    Set<String> ignored,
    Set<String> kept) {

  public static final Option TARGET = Option.of("--target", "COLUMN", "The truth");
  static final Option PREDICTION = Option.of("--prediction", "COLUMN", "What the model says");
  static final Option SCORE =
      Option.of("--score", "A,B", "How sure the model is; several: of each class, named after it");
  static final Option IGNORE = Option.of("--ignore", "A,B", "Columns to leave out, such as an id");
  static final Option KEEP =
      Option.of("--keep", "A,B", "Columns to compare although they look like ids or clocks");
  static final Option CATEGORICAL =
      Option.of("--categorical", "A,B", "Columns of names or codes, numbers included");
  static final Option NUMERIC = Option.of("--numeric", "A,B", "Columns of numbers");
  static final Option BOOLEAN = Option.of("--boolean", "A,B", "Columns of true and false");
  static final Option TEXT = Option.of("--text", "A,B", "Columns of free text");
  static final Option EMBEDDING = Option.of("--embedding", "A,B", "Columns of vectors");

  public static final List<Option> OPTIONS =
      List.of(
          TARGET, PREDICTION, SCORE, IGNORE, KEEP, CATEGORICAL, NUMERIC, BOOLEAN, TEXT, EMBEDDING);

  private static final Map<Option, FeatureType> TYPES =
      Map.of(
          CATEGORICAL, FeatureType.CATEGORICAL,
          NUMERIC, FeatureType.NUMERIC,
          BOOLEAN, FeatureType.BOOLEAN,
          TEXT, FeatureType.TEXT,
          EMBEDDING, FeatureType.EMBEDDING);

  private static final Map<Option, FeatureRole> ROLES =
      Map.of(
          TARGET, FeatureRole.TARGET,
          PREDICTION, FeatureRole.PREDICTION,
          SCORE, FeatureRole.SCORE);

  public static ColumnOptions of(Arguments arguments) {
    Map<String, FeatureType> types = new LinkedHashMap<>();
    TYPES.forEach((option, type) -> putAll(types, arguments.names(option), type));
    Map<String, FeatureRole> roles = new LinkedHashMap<>();
    ROLES.forEach((option, role) -> putAll(roles, arguments.names(option), role));
    return new ColumnOptions(types, roles, arguments.names(IGNORE), arguments.names(KEEP));
  }

  private static <T> void putAll(Map<String, T> known, Set<String> names, T value) {
    for (String name : names) {
      T before = known.put(name, value);
      if (before != null) {
        throw new UsageException(
            String.format("column %s cannot be both %s and %s", name, before, value)
                .toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Returns whether the user says what a column is. */
  boolean speaksOf(String column) {
    return types.containsKey(column) || roles.containsKey(column) || kept.contains(column);
  }

  /**
   * Fails if a column is ignored that is nowhere.
   *
   * @param columns of all files and profiles that were read
   */
  public void checkIgnored(Set<String> columns) {
    for (String name : ignored) {
      if (!columns.contains(name)) {
        throw new UsageException(
            "there is no column " + name + " to ignore" + DidYouMean.of(name, columns));
      }
    }
  }

  /** Fails if a column that is spoken of, other than to ignore it, does not exist. */
  void check(List<String> columns, Object file) {
    for (Set<String> names : List.of(types.keySet(), roles.keySet(), kept)) {
      for (String name : names) {
        if (!columns.contains(name)) {
          String meant = DidYouMean.of(name, columns);
          throw new UsageException(
              file
                  + " has no column "
                  + name
                  + (meant.isEmpty() ? "; it has " + Words.names(columns, ", ") : meant));
        }
      }
    }
  }
}
