package io.github.djlobservability.cli;

import io.github.djlobservability.cli.source.ColumnOptions;
import io.github.djlobservability.cli.source.InputFiles;
import io.github.djlobservability.cli.source.InputOptions;
import io.github.djlobservability.cli.source.OptionsThatApply;
import io.github.djlobservability.cli.source.ProfileSource;
import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.quality.ScoreMeaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a reference profile of files. */
final class ProfileCommand implements Command {

  private static final Option INPUT =
      Option.of("--input", "F", "A file of rows, or a profile; several are one after the other");
  private static final Option OUTPUT = Option.of("--output", "P", "Where the profile goes (.json)");
  private static final Option MODEL = Option.of("--model", "NAME", "The model it is for");
  private static final Option MODEL_VERSION =
      Option.of("--model-version", "V", "The version of that model");
  private static final Option SAMPLE_ROWS =
      Option.of("--sample-rows", "N", "Whole rows that are kept at most; default 10000");

  private static final Option TIME_ORDERED =
      Option.flag("--time-ordered", "The rows are in the order of time");

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String summary() {
    return "Make a reference profile of CSV, JSON lines or NPZ files, or merge profiles";
  }

  @Override
  public String usage() {
    return "--input F [--input F2 ...] --output P [OPTIONS]";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(INPUT, OUTPUT));
    options.addAll(ColumnOptions.OPTIONS);
    options.addAll(List.of(TIME_ORDERED, MODEL, MODEL_VERSION, SAMPLE_ROWS));
    options.addAll(InputOptions.OPTIONS);
    return options;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    arguments.require(OUTPUT);
    List<Path> files = new InputFiles(terminal).of(arguments.all(INPUT));
    if (files.isEmpty()) {
      throw new UsageException("--input F is missing");
    }
    OptionsThatApply.check(arguments, files);
    OptionsThatApply.fail(
        arguments,
        List.of(TIME_ORDERED, MODEL, MODEL_VERSION, SAMPLE_ROWS),
        !ProfileSource.isProfile(files.get(0)),
        files.get(0) + " is a profile already");
    ProfileSource.Settings settings = settings(arguments);
    ProfileSource source = new ProfileSource(settings, terminal);
    ReferenceProfile loaded = source.load(files);
    settings.columns().checkIgnored(source.columns());
    ReferenceProfile profile = ProfileSource.without(loaded, settings.columns().ignored());
    Path output = Path.of(arguments.require(OUTPUT));
    Path folder = output.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    ProfileFile.write(profile, output);
    terminal.out().print(summary(profile, output));
    String positive =
        ReferenceExpectations.positiveClass(ReferenceExpectations.prediction(profile), null);
    if (positive != null) {
      terminal.out().println(positive);
    }
    if (profile.schema().indicesOf(FeatureRole.PREDICTION).isEmpty()) {
      terminal.note(
          "hint: no column is the prediction (--prediction), so what the model says is not"
              + " compared, and labels have nothing to join");
    }
    String score = ScoreMeaning.warning(profile);
    if (score != null) {
      terminal.note("hint: " + score);
    }
    new ProfiledModel(profile)
        .notWatched()
        .forEach(lacking -> terminal.out().println(lacking.sentence()));
    String obstacle = folder == null ? null : ModelFolder.of(folder).obstacle(output);
    if (obstacle != null) {
      terminal.note("hint: " + obstacle);
    }
    return ExitCode.OK;
  }

  private static ProfileSource.Settings settings(Arguments arguments) {
    String model = arguments.get(MODEL);
    String version = arguments.get(MODEL_VERSION);
    ProfileLimits limits = ProfileLimits.defaults();
    int rows = (int) arguments.whole(SAMPLE_ROWS, limits.sampleRows(), 1);
    return new ProfileSource.Settings(
        InputOptions.of(arguments),
        ColumnOptions.of(arguments),
        new ProfileLimits(
            rows,
            limits.sampleValues(),
            limits.sketchSize(),
            limits.categories(),
            limits.tokens(),
            limits.bins()),
        model == null ? "" : model,
        version == null ? "" : version,
        arguments.has(TIME_ORDERED),
        Long.MAX_VALUE);
  }

  private static String summary(ReferenceProfile profile, Path output) throws IOException {
    return String.format(
        Locale.ROOT,
        "%,d rows, %d features: %s%n%s: %,d KB, with a sample of %,d rows%n",
        profile.rowCount(),
        profile.schema().size(),
        types(profile),
        output,
        Files.size(output) / 1024,
        profile.sample().size());
  }

  private static String types(ReferenceProfile profile) {
    Map<FeatureType, Integer> counts = new EnumMap<>(FeatureType.class);
    for (Feature feature : profile.schema().features()) {
      counts.merge(feature.type(), 1, Integer::sum);
    }
    List<String> words = new ArrayList<>();
    counts.forEach(
        (type, count) ->
            words.add(count + " " + type.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return String.join(", ", words);
  }
}
