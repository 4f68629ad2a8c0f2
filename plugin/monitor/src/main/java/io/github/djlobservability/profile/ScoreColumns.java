package io.github.djlobservability.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows which of a schema's scores is of which class. One score is of the class that was said; of
 * several each is of the class that its name ends with, after what all of them begin with: {@code
 * p_cat} and {@code p_dog} are of {@code cat} and {@code dog}. Immutable.
 */
public final class ScoreColumns {

  /** Names what a row must have so that its label can be counted by its score. */
  public static final List<FeatureRole> SCORED_LABEL =
      List.of(FeatureRole.PREDICTION, FeatureRole.SCORE, FeatureRole.TARGET);

  private final Map<Integer, String> classes = new LinkedHashMap<>();
  private final List<Integer> columns;

  /** Finds the scores of a schema. */
  public ScoreColumns(Schema schema) {
    columns = List.copyOf(schema.indicesOf(FeatureRole.SCORE));
    if (columns.size() > 1) {
      List<String> names = new ArrayList<>();
      columns.forEach(column -> names.add(schema.feature(column).name()));
      int shared = shared(names);
      for (int i = 0; i < names.size(); i++) {
        classes.put(columns.get(i), named(names.get(i).substring(shared)));
      }
    }
  }

  /** Returns how long the beginning is that is no part of the classes' names. */
  private static int shared(List<String> names) {
    String first = names.get(0);
    int same = first.length();
    for (String name : names) {
      int alike = 0;
      while (alike < Math.min(same, name.length()) && name.charAt(alike) == first.charAt(alike)) {
        alike++;
      }
      same = alike;
    }
    int end = same;
    if (names.stream().allMatch(name -> isNumber(name.substring(end)))) {
      return wholeNumbers(first, end);
    }
    int cut = end;
    while (cut > 0 && Character.isLetterOrDigit(first.charAt(cut - 1))) {
      cut--;
    }
    return cut;
  }

  /** Goes back to before the digits that numbers such as 10 and 11 share. */
  private static int wholeNumbers(String name, int end) {
    int cut = end;
    while (cut > 0 && Character.isDigit(name.charAt(cut - 1))) {
      cut--;
    }
    return cut;
  }

  private static boolean isNumber(String rest) {
    String number = named(rest);
    return !number.isEmpty() && number.chars().allMatch(Character::isDigit);
  }

  private static String named(String rest) {
    return rest.endsWith("]") || rest.endsWith(")") ? rest.substring(0, rest.length() - 1) : rest;
  }

  /** Returns the places of the scores. */
  public List<Integer> columns() {
    return columns;
  }

  /** Returns the class that a score is of; null for the one that was said. */
  public @Nullable String classOf(int column) {
    return classes.get(column);
  }

  /**
   * Returns the scores of a row by the class that each is of.
   *
   * @param said the class that the model said
   */
  public Map<String, Double> told(Row row, String said) {
    Map<String, Double> told = new LinkedHashMap<>();
    for (int column : columns) {
      double sure = row.number(column);
      String of = classes.get(column);
      if (!Double.isNaN(sure)) {
        told.put(of == null ? said : of, sure);
      }
    }
    // Most models tell one; a reference has thousands of items, and such a map takes a tenth.
    return told.size() <= 1 ? Map.copyOf(told) : told;
  }
}
