package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.payload.ExpectedFields;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.RequestReader;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where the rows are in JSON files, whose documents are read as a server reads requests.
 *
 * @param inputs the way to the rows in each document; null to look for them
 * @param featureNames how values without names are called
 * @param expected the columns that are known
 */
record JsonOptions(@Nullable FieldPath inputs, List<String> featureNames, ExpectedFields expected) {

  static final JsonOptions NONE = new JsonOptions(null, List.of(), ExpectedFields.NONE);

  static final Option INPUTS =
      Option.of("--inputs", "PATH", "Where the rows are in each JSON document, as request.rows");
  static final Option FEATURE_NAMES =
      Option.of("--feature-names", "A,B", "How values in JSON without names are called");

  static final List<Option> OPTIONS = List.of(INPUTS, FEATURE_NAMES);

  static JsonOptions of(Arguments arguments) {
    return new JsonOptions(
        path(arguments.get(INPUTS)),
        List.copyOf(arguments.names(FEATURE_NAMES)),
        ExpectedFields.NONE);
  }

  private static @Nullable FieldPath path(@Nullable String text) {
    try {
      return text == null ? null : FieldPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(INPUTS.name() + ": " + e.getMessage());
    }
  }

  JsonOptions expecting(Schema schema) {
    return new JsonOptions(inputs, featureNames, ReferenceExpectations.columns(schema));
  }

  RequestReader reader() {
    return new RequestReader(expected, new ReadingSettings(inputs, null, null, featureNames));
  }
}
