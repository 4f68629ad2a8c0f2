package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.payload.MissingMarkers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the user says about CSV files.
 *
 * @param delimiter between values; null to look at the first line
 * @param header names of the columns of files without a header; empty for files that have one
 * @param text how values are written
 */
record CsvOptions(@Nullable Character delimiter, List<String> header, TextStyle text) {

  static final Option MISSING =
      Option.of(
          "--missing",
          "A,B",
          "Texts in CSV that mean no value, in place of NA, NULL, ? and the like");
  static final Option DELIMITER =
      Option.of("--delimiter", "C", "Between values in CSV, or tab or space; default: as line 1");
  static final Option DECIMAL =
      Option.of("--decimal", "C", "Before a number's fraction in CSV; default .");
  static final Option THOUSANDS =
      Option.of("--thousands", "C", "Between a number's groups of digits in CSV; default none");
  static final Option HEADER =
      Option.of("--header", "A,B", "Names of the columns of a CSV file without a header");

  static final List<Option> OPTIONS = List.of(MISSING, DELIMITER, DECIMAL, THOUSANDS, HEADER);

  static final CsvOptions DEFAULT =
      new CsvOptions(null, List.of(), new TextStyle(MissingMarkers.usual(), NumberStyle.PLAIN));

  static CsvOptions of(Arguments arguments) {
    Character decimal = character(arguments, DECIMAL);
    Character thousands = character(arguments, THOUSANDS);
    if (thousands != null && thousands.equals(decimal == null ? Character.valueOf('.') : decimal)) {
      throw new UsageException(
          DECIMAL.name() + " and " + THOUSANDS.name() + " cannot both be " + thousands);
    }
    MissingMarkers missing =
        arguments.has(MISSING)
            ? MissingMarkers.of(arguments.names(MISSING))
            : MissingMarkers.usual();
    NumberStyle numbers = new NumberStyle(decimal == null ? '.' : decimal, thousands);
    return new CsvOptions(
        character(arguments, DELIMITER),
        List.copyOf(arguments.names(HEADER)),
        new TextStyle(missing, numbers));
  }

  private static @Nullable Character character(Arguments arguments, Option option) {
    String text = arguments.get(option);
    if (text == null) {
      return null;
    }
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.equals("space")) {
      return ' ';
    }
    if (text.length() != 1) {
      throw new UsageException(option.name() + " must be one character, tab or space, got " + text);
    }
    return text.charAt(0);
  }
}
