package io.github.djlobservability.cli.source;

import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what the user should know about columns whose type was found out. */
final class SchemaHints {

  /** More hints of one kind than these are no help. */
  private static final int MOST = 10;

  private final ColumnOptions options;

  SchemaHints(ColumnOptions options) {
    this.options = options;
  }

  /**
   * Says it, one sentence each.
   *
   * @param columns whose type the user didn't name
   * @param leftOut those that are not compared
   */
  List<String> of(Map<String, ColumnEvidence> columns, Map<String, LeftOut> leftOut) {
    List<String> hints = new ArrayList<>();
    leftOut.forEach((name, why) -> add(hints, name + " is left out: " + why.words()));
    if (!leftOut.isEmpty()) {
      String names = Words.names(leftOut.keySet(), ",");
      hints.add("to compare what is left out all the same, say --keep " + names);
    }
    List<String> classes = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          FeatureRole role = options.roles().getOrDefault(name, FeatureRole.INPUT);
          if (column.isEmpty()) {
            empty.add(name);
          } else if (leftOut.containsKey(name)) {
            return;
          } else if (column.type(role) == FeatureType.NUMERIC && column.looksLikeClasses()) {
            classes.add(name);
          } else if (column.hasCodes()) {
            codes.add(name);
          }
        });
    columns.forEach(
        (name, column) -> {
          @Nullable String own = column.hint(name);
          if (own != null) {
            add(hints, own);
          }
        });
    say(
        hints,
        classes,
        "whole numbers with few values are taken for numbers; if they are codes, say --categorical ");
    say(hints, codes, "codes with leading zeros are taken for categories, not for numbers: ");
    say(hints, empty, "no value in the first rows, so taken for categorical: ");
    return hints;
  }

  private static void say(List<String> hints, List<String> names, String what) {
    if (!names.isEmpty()) {
      hints.add(what + Words.names(names, ","));
    }
  }

  private static void add(List<String> hints, String hint) {
    if (hints.size() < MOST) {
      hints.add(hint);
    }
  }
}
