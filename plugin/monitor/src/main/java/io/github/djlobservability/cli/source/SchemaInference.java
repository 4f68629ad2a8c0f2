package io.github.djlobservability.cli.source;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.TypeEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the types of a file's columns from its first {@value #HEAD} rows.
 *
 * <p>What {@link TypeEvidence} says, unless the user says otherwise; but a prediction or target of
 * at most 50 different whole numbers is a class.
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
   * @param schema the columns that are not ignored, in order
   * @param hints one sentence each
   */
  record Result(Schema schema, List<String> hints) {}

  Result infer(InputOptions input) throws IOException {
    List<TypeEvidence> evidence = new ArrayList<>();
    try (RecordSource source = Sources.open(file, input)) {
      for (int row = 0; row < HEAD && source.next(); row++) {
        for (int column = 0; column < source.columns().size(); column++) {
          if (column == evidence.size()) {
            evidence.add(new TypeEvidence());
          }
          evidence.get(column).add(source.value(column), source.isText());
        }
      }
      if (evidence.isEmpty()) {
        throw new InputException(file + ": has no rows");
      }
      options.check(source.columns(), file);
      return decide(source.columns(), evidence);
    }
  }

  private Result decide(List<String> columns, List<TypeEvidence> evidence) throws InputException {
    List<Feature> features = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      if (options.ignored().contains(name)) {
        continue;
      }
      FeatureRole role = options.roles().getOrDefault(name, FeatureRole.INPUT);
      boolean told = options.types().containsKey(name);
      FeatureType type = options.types().getOrDefault(name, inferred(evidence.get(i), role));
      features.add(new Feature(name, type, role));
      if (!told && evidence.get(i).isEmpty()) {
        empty.add(name);
      } else if (!told && type == FeatureType.NUMERIC && evidence.get(i).looksLikeCodes()) {
        codes.add(name);
      }
    }
    if (features.isEmpty()) {
      throw new InputException(file + ": every column is ignored");
    }
    return new Result(new Schema(features), hints(codes, empty));
  }

  private static FeatureType inferred(TypeEvidence evidence, FeatureRole role) {
    boolean mayBeClass = role == FeatureRole.PREDICTION || role == FeatureRole.TARGET;
    return mayBeClass && evidence.looksLikeCodes() ? FeatureType.CATEGORICAL : evidence.type();
  }

  private static List<String> hints(List<String> codes, List<String> empty) {
    List<String> hints = new ArrayList<>();
    if (!codes.isEmpty()) {
      hints.add(
          "whole numbers with few values are taken for numbers; if they are codes, say "
              + "--categorical "
              + String.join(",", codes));
    }
    if (!empty.isEmpty()) {
      hints.add(
          "no value in the first rows, so taken for categorical: " + String.join(", ", empty));
    }
    return hints;
  }
}
