package io.github.djlobservability.cli;

import io.github.djlobservability.cli.source.ColumnOptions;
import io.github.djlobservability.cli.source.InputFiles;
import io.github.djlobservability.cli.source.InputOptions;
import io.github.djlobservability.cli.source.OptionsThatApply;
import io.github.djlobservability.cli.source.ProfileSource;
import io.github.djlobservability.cli.source.ValuesKey;
import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.drift.reference.AlarmWeights;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.report.CheckReport;
import io.github.djlobservability.report.CheckSettings;
import io.github.djlobservability.report.CurrentRows;
import io.github.djlobservability.report.form.HtmlReport;
import io.github.djlobservability.report.form.JsonReport;
import io.github.djlobservability.report.form.TextReport;
import io.github.djlobservability.report.media.MediaItems;
import io.github.djlobservability.report.media.Pictures;
import io.github.djlobservability.report.media.Spectra;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares files with a reference and reports. */
final class CheckCommand implements Command {

  private static final Option REFERENCE =
      Option.of("--reference", "P", "A profile, or a file of rows to make one of");
  private static final Option CURRENT =
      Option.of("--current", "F", "A file of rows to compare; several are one after the other");
  private static final Option JSON = Option.of("--json", "O", "Where a report as JSON goes");
  private static final Option HTML = Option.of("--html", "O", "Where a report with plots goes");

  private static final Option SAMPLES =
      Option.flag("--samples", "Show recordings and images themselves, small, in --html");

  private static final Option SIGNIFICANCE_LEVEL =
      Option.of("--significance-level", "P", "Probability of any false alarm; default 0.05");
  private static final Option MIN_DISTANCE =
      Option.of("--min-distance", "D", "How large a change must be to matter; default 0.1");
  private static final Option MIN_ODDS =
      Option.of("--min-odds", "R", "Or how many times as high a category's odds; default 3");
  private static final Option WEIGHTS =
      Option.of("--weights", "W", "By which tests share the level: age:3,bmi:0.5; default 1");
  private static final Option MAX_BROKEN =
      Option.of("--max-broken", "SHARE", "Share of rows that may break a rule; default 0.001");

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Compare rows with a reference and report what drifts";
  }

  @Override
  public String usage() {
    return "--reference P --current F [--json O] [--html O] [OPTIONS]";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(REFERENCE, CURRENT, JSON, HTML, SAMPLES));
    options.add(SIGNIFICANCE_LEVEL);
    options.add(MIN_DISTANCE);
    options.add(MIN_ODDS);
    options.add(MAX_BROKEN);
    options.add(WEIGHTS);
    options.add(ValuesKey.OPTION);
    options.addAll(ColumnOptions.OPTIONS);
    options.addAll(InputOptions.OPTIONS);
    return options;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    CheckSettings settings = settings(arguments);
    OptionsThatApply.fail(
        arguments, List.of(SAMPLES), arguments.has(HTML), "pictures are in the report of --html");
    InputOptions input = InputOptions.of(arguments);
    ColumnOptions columns = ColumnOptions.of(arguments);
    InputFiles inputs = new InputFiles(terminal);
    Path referenceFile = inputs.of(arguments.require(REFERENCE));
    if (arguments.all(CURRENT).isEmpty()) {
      throw new UsageException(CURRENT.name() + " F is missing");
    }
    List<Path> files = inputs.of(arguments.all(CURRENT));
    List<Path> all = new ArrayList<>(files);
    all.add(referenceFile);
    OptionsThatApply.check(arguments, all);
    MediaItems usual = new MediaItems();
    MediaItems media = new MediaItems();
    ProfileSource source =
        new ProfileSource(
            new ProfileSource.Settings(
                input, columns, ProfileLimits.defaults(), "", "", false, Long.MAX_VALUE),
            terminal,
            usual);
    ValuesKey key = ValuesKey.of(arguments);
    ReferenceProfile reference = source.compared(source.load(List.of(referenceFile)), key);
    String unknown = settings.weights().unknown(reference.schema());
    if (unknown != null) {
      terminal.note("warning: " + WEIGHTS.name() + ": " + unknown);
    }
    CurrentRows current =
        new CurrentRowsReader(
                new CurrentRowsReader.Settings(input, columns, settings, key, media), terminal)
            .read(files, reference, source.columns());
    CheckReport report = CheckReport.of(reference, current, settings);
    terminal.out().print(new TextReport(report).text());
    write(arguments.get(JSON), new JsonReport(report)::text);
    write(
        arguments.get(HTML),
        () ->
            new HtmlReport(report, "", media(report, usual, media, arguments.has(SAMPLES))).text());
    return report.hasDrift() ? ExitCode.DRIFT : ExitCode.OK;
  }

  private static String media(
      CheckReport report, MediaItems usual, MediaItems current, boolean samples) {
    return Spectra.html(report.reference(), series -> report.current().numeric(series).mean())
        + (samples
            ? Pictures.html(report.reference(), usual.all(), current.all(), report.moved())
            : "");
  }

  private static CheckSettings settings(Arguments arguments) {
    CheckSettings usual = CheckSettings.DEFAULTS;
    return new CheckSettings(
        arguments.number(SIGNIFICANCE_LEVEL, usual.significanceLevel(), 0, 1),
        arguments.number(MIN_DISTANCE, usual.minDistance(), 0, 1),
        arguments.number(MIN_ODDS, usual.minOdds(), 1, 1e6),
        arguments.number(MAX_BROKEN, usual.maxBroken(), 0, 1),
        arguments.parsed(WEIGHTS, AlarmWeights.EQUAL, AlarmWeights::parse, AlarmWeights.FORM));
  }

  /** Makes a document. */
  @FunctionalInterface
  private interface Document {
    String text() throws IOException;
  }

  private static void write(@Nullable String file, Document document) throws IOException {
    if (file != null) {
      Files.writeString(Path.of(file), document.text(), StandardCharsets.UTF_8);
    }
  }
}
