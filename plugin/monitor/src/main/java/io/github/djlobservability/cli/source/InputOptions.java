package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How files are read.
 *
 * @param missing what stands for a missing value in a CSV file, beside an empty one
 * @param delimiter between the values of a CSV file; null to look at the header
 * @param embeddings two-dimensional arrays of an NPZ file that are one embedding each rather than a
 *     column a feature
 */
public record InputOptions(
    Set<String> missing, @Nullable Character delimiter, Set<String> embeddings) {

  static final Option MISSING =
      Option.of(
          "--missing", "A,B", "What stands for a missing value in CSV; default NA,N/A,null,?");
  static final Option DELIMITER =
      Option.of(
          "--delimiter", "C", "Between values in CSV (tab for a tab); default: as the header");

  public static final List<Option> OPTIONS = List.of(MISSING, DELIMITER);

  private static final List<String> USUAL = List.of("NA", "N/A", "null", "?");

  public static InputOptions of(Arguments arguments) {
    Set<String> missing = arguments.has(MISSING) ? arguments.names(MISSING) : new TreeSet<>(USUAL);
    return new InputOptions(
        Set.copyOf(missing),
        delimiter(arguments.get(DELIMITER)),
        arguments.names(ColumnOptions.EMBEDDING));
  }

  private static @Nullable Character delimiter(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1) {
      throw new UsageException("--delimiter must be one character, or tab, got " + text);
    }
    return text.charAt(0);
  }
}
