package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.DidYouMean;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Fails for options that would have no effect, rather than ignore what the user asks for. */
public final class OptionsThatApply {

  private OptionsThatApply() {}

  /** Fails for an option about files of a kind that none of these is. */
  public static void check(Arguments arguments, List<Path> files) throws IOException {
    boolean csv = false;
    boolean json = false;
    for (Path file : files) {
      csv |= Sources.isCsv(file);
      json |= Sources.isJson(file) && !Sources.isProfile(file);
    }
    fail(arguments, CsvOptions.OPTIONS, csv, "no CSV file is read");
    fail(arguments, JsonOptions.OPTIONS, json, "no JSON file is read");
    fail(arguments, List.of(InputOptions.ENCODING), csv || json, "no CSV or JSON file is read");
  }

  /** Fails for one of these options if they do not apply. */
  public static void fail(Arguments arguments, List<Option> options, boolean apply, String reason) {
    for (Option option : options) {
      if (!apply && arguments.has(option)) {
        throw new UsageException(option.name() + " has no effect: " + reason);
      }
    }
  }

  /** Fails if columns are said to be something else than a profile says. */
  static void check(ColumnOptions columns, ReferenceProfile profile) {
    Schema schema = profile.schema();
    columns.types().forEach((name, type) -> agree(name, type, feature(schema, name).type()));
    columns.roles().forEach((name, role) -> agree(name, role, feature(schema, name).role()));
    for (String name : columns.kept()) {
      if (profile.provenance().leftOut().containsKey(name)) {
        throw new UsageException(
            name + " was left out when the profile was made; say --keep " + name + " there");
      }
      feature(schema, name);
    }
  }

  private static Feature feature(Schema schema, String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      List<String> names = schema.features().stream().map(Feature::name).toList();
      throw new UsageException("the profile has no feature " + name + DidYouMean.of(name, names));
    }
    return schema.feature(index);
  }

  private static void agree(String name, Enum<?> told, Enum<?> known) {
    if (told != known) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s is %s in the profile, and no option can make it %s; make the profile anew",
              name,
              lower(known),
              lower(told)));
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
