package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.profile.Schema;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the user says about how files are read.
 *
 * @param csv about CSV files
 * @param encoding of CSV and JSON files; null for UTF-8, or what the first bytes say
 * @param embeddings two-dimensional arrays of an NPZ file that are one embedding each rather than a
 *     column a feature
 * @param json where the rows are in JSON files
 */
public record InputOptions(
    CsvOptions csv, @Nullable Charset encoding, Set<String> embeddings, JsonOptions json) {

  static final Option ENCODING =
      Option.of("--encoding", "NAME", "Of CSV and JSON, such as windows-1252; default UTF-8");

  public static final List<Option> OPTIONS = options();

  private static List<Option> options() {
    List<Option> options = new ArrayList<>(CsvOptions.OPTIONS);
    options.add(ENCODING);
    options.addAll(JsonOptions.OPTIONS);
    return List.copyOf(options);
  }

  /** Reads them from the command line. */
  public static InputOptions of(Arguments arguments) {
    return new InputOptions(
        CsvOptions.of(arguments),
        encoding(arguments.get(ENCODING)),
        arguments.names(ColumnOptions.EMBEDDING),
        JsonOptions.of(arguments));
  }

  /** Returns these, for files of rows that a schema is known of. */
  InputOptions expecting(Schema schema) {
    return new InputOptions(csv, encoding, embeddings, json.expecting(schema));
  }

  private static @Nullable Charset encoding(@Nullable String name) {
    try {
      return name == null ? null : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          ENCODING.name() + " must be one such as UTF-8, ISO-8859-1 or windows-1252, got " + name);
    }
  }
}
