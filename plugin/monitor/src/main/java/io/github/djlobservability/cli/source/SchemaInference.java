package io.github.djlobservability.cli.source;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of a file's columns from its first {@value #HEAD} rows.
 *
 * <p>{@link ColumnEvidence} decides, unless the user says otherwise. Columns whose values never
 * come again are left out, unless the user speaks of them or nothing else is there.
 */
final class SchemaInference {

  private static final int HEAD = 10_000;

  private final Path file;
  private final ColumnOptions options;

  SchemaInference(Path file, ColumnOptions options) {
    this.file = file;
    this.options = options;
  }

  /**
   * The schema, and what the user should know about how it was found.
   *
   * @param schema the columns that are compared, in order
   * @param columns all that the file has
   * @param leftOut columns that cannot be compared, and why
   * @param hints one sentence each
   */
  record Result(
      Schema schema, List<String> columns, Map<String, LeftOut> leftOut, List<String> hints) {}

  Result infer(InputOptions input) throws IOException {
    List<ColumnEvidence> evidence = new ArrayList<>();
    try (RecordSource source = Sources.open(file, input)) {
      for (int row = 0; row < HEAD && source.next(); row++) {
        for (int column = 0; column < source.columns().size(); column++) {
          if (column == evidence.size()) {
            evidence.add(new ColumnEvidence());
          }
          evidence.get(column).add(source.value(column), source.text());
        }
      }
      if (evidence.isEmpty()) {
        throw new InputException(file + ": has no rows");
      }
      options.check(source.columns(), file);
      return decide(source, evidence);
    }
  }

  private Result decide(RecordSource source, List<ColumnEvidence> evidence) throws InputException {
    Map<String, ColumnEvidence> columns = new LinkedHashMap<>();
    for (int i = 0; i < source.columns().size(); i++) {
      if (!options.ignored().contains(source.columns().get(i))) {
        columns.put(source.columns().get(i), evidence.get(i));
      }
    }
    if (columns.isEmpty()) {
      throw new InputException(file + ": every column is ignored");
    }
    Map<String, LeftOut> leftOut = leftOut(columns);
    List<Feature> features = new ArrayList<>();
    columns.forEach(
        (name, column) -> {
          if (!leftOut.containsKey(name)) {
            FeatureRole role = options.roles().getOrDefault(name, FeatureRole.INPUT);
            FeatureType type = options.types().getOrDefault(name, column.type(role));
            features.add(new Feature(name, type, role));
          }
        });
    columns.keySet().removeAll(options.types().keySet());
    columns.keySet().removeIf(source::isMeasured);
    List<String> hints = new ArrayList<>(source.notes());
    hints.addAll(new SchemaHints(options).of(columns, leftOut));
    return new Result(new Schema(features), List.copyOf(source.columns()), leftOut, hints);
  }

  /** Nothing is left out if nothing else would be left. */
  private Map<String, LeftOut> leftOut(Map<String, ColumnEvidence> columns) {
    Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> {
          @Nullable LeftOut why = options.speaksOf(name) ? null : column.leftOut(name);
          if (why != null) {
            leftOut.put(name, why);
          }
        });
    return leftOut.size() == columns.size() ? Map.of() : leftOut;
  }
}
