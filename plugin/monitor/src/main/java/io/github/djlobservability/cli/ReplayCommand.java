package io.github.djlobservability.cli;

import io.github.djlobservability.cli.source.ColumnOptions;
import io.github.djlobservability.cli.source.InputFiles;
import io.github.djlobservability.cli.source.InputOptions;
import io.github.djlobservability.cli.source.OptionsThatApply;
import io.github.djlobservability.cli.source.ProfileSource;
import io.github.djlobservability.cli.source.RowClock;
import io.github.djlobservability.cli.source.RowReader;
import io.github.djlobservability.cli.source.ValuesKey;
import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Command;
import io.github.djlobservability.cli.terminal.ExitCode;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.Progress;
import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.drift.concept.ConceptMonitor;
import io.github.djlobservability.drift.incident.MinEffect;
import io.github.djlobservability.drift.reference.AlarmWeights;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.report.media.MediaItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends a file's rows, in order, through the monitor that watches a model in the server. */
final class ReplayCommand implements Command {

  private static final Option REFERENCE =
      Option.of("--reference", "P", "A profile, or a file of rows to make one of");
  private static final Option REFERENCE_ROWS =
      Option.of("--reference-rows", "N", "Instead: the first N rows of the input");
  private static final Option INPUT = Option.of("--input", "F", "A file of rows in order");
  private static final Option JSON =
      Option.of("--json", "O", "Where one JSON line for each verdict goes");
  private static final Option HTML =
      Option.of("--html", "O", "Where a page with the verdicts goes");
  private static final Option SAMPLES =
      Option.flag("--samples", "Show recordings and images themselves, small, in --html");
  private static final Option EXPECTED_RUN_TIME =
      Option.of("--expected-run-time", "N", "Mean number of rows to a false alarm; default 20000");
  private static final Option WINDOW =
      Option.of("--window", "N", "Rows of a window of measured values; default 500");

  private static final Option MIN_EFFECT =
      Option.of(
          "--min-effect",
          "E",
          "How large a change must be to matter, such as sd:0.2,share:0.02,odds:2; default any");
  private static final Option WEIGHTS =
      Option.of(
          "--weights", "W", "By which features share the false alarms: age:3,bmi:0.5; default 1");

  private static final long DEFAULT_RUN_TIME = 20_000;

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "Send rows in order through the online monitor and tell of each verdict";
  }

  @Override
  public String usage() {
    return "(--reference P | --reference-rows N) --input F [--json O] [--html O] [OPTIONS]";
  }

  @Override
  public List<Option> options() {
    List<Option> options =
        new ArrayList<>(List.of(REFERENCE, REFERENCE_ROWS, INPUT, JSON, HTML, SAMPLES));
    options.addAll(List.of(EXPECTED_RUN_TIME, WINDOW, MIN_EFFECT, WEIGHTS));
    options.add(ValuesKey.OPTION);
    options.addAll(LabelOptions.OPTIONS);
    options.addAll(ColumnOptions.OPTIONS);
    options.addAll(InputOptions.OPTIONS);
    return options;
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws IOException {
    OptionsThatApply.fail(
        arguments, List.of(SAMPLES), arguments.has(HTML), "pictures are in the page of --html");
    InputFiles inputs = new InputFiles(terminal);
    Path input = inputs.of(arguments.require(INPUT));
    MonitorSettings settings = monitorSettings(arguments);
    LabelOptions labels = LabelOptions.of(arguments, settings);
    boolean own = arguments.has(REFERENCE_ROWS);
    if (own == arguments.has(REFERENCE)) {
      throw new UsageException("either --reference or --reference-rows must be given");
    }
    long ownRows = own ? arguments.whole(REFERENCE_ROWS, 0, 1) : 0;
    Path referenceFile = own ? input : inputs.of(arguments.require(REFERENCE));
    OptionsThatApply.check(arguments, List.of(input, referenceFile));
    ProfileSource.Settings reading =
        new ProfileSource.Settings(
            InputOptions.of(arguments),
            LabelOptions.columns(arguments),
            ProfileLimits.defaults(),
            "",
            "",
            // What is replayed is in the order of time, and rows of no order show no dependence.
            true,
            own ? ownRows : Long.MAX_VALUE);
    MediaItems usual = new MediaItems();
    ProfileSource source = new ProfileSource(reading, terminal, usual);
    ValuesKey key = ValuesKey.of(arguments);
    ReferenceProfile reference = source.compared(source.load(List.of(referenceFile)), key);
    ReplayPage page = new ReplayPage(ownRows);
    MediaItems shown = new MediaItems();
    try (VerdictLines lines = VerdictLines.open(arguments.get(JSON), page, terminal.out())) {
      Replay replay = new Replay(input, reference, key, reading, settings, source.columns(), shown);
      DelayedLabels delayed = labels == null ? null : new DelayedLabels(labels, reference);
      List<String> coverage = replay.run(ownRows, delayed, lines, terminal);
      terminal.out().print(lines.summary());
      coverage.forEach(terminal.out()::println);
      String html = arguments.get(HTML);
      if (html != null) {
        String summary = lines.summary().strip();
        page.coverage(coverage);
        boolean samples = arguments.has(SAMPLES);
        Files.writeString(Path.of(html), page.html(summary, reference, usual, shown, samples));
      }
      if (labels != null && delayed != null) {
        terminal.out().print(QualityText.of(delayed.report(), ownRows));
        if (labels.report() != null) {
          QualityJson.write(delayed.report(), Path.of(labels.report()));
        }
      }
      return lines.hasDrift() ? ExitCode.DRIFT : ExitCode.OK;
    }
  }

  private static MonitorSettings monitorSettings(Arguments arguments) {
    double runTime =
        arguments.whole(EXPECTED_RUN_TIME, DEFAULT_RUN_TIME, (long) ExpectedRunTime.MIN_ITEMS);
    MonitorSettings defaults = MonitorSettings.defaults();
    long window = arguments.whole(WINDOW, defaults.window().items(), Window.MIN_ITEMS);
    if (window > Window.MAX_ITEMS) {
      throw new UsageException(WINDOW.name() + " must be at most " + Window.MAX_ITEMS);
    }
    return defaults
        .withExpectedRunTime(ExpectedRunTime.ofItems(runTime))
        .withWindow(Window.ofItems((int) window))
        .withMinEffect(
            arguments.parsed(MIN_EFFECT, MinEffect.ANY, MinEffect::parse, MinEffect.FORM))
        .withWeights(
            arguments.parsed(WEIGHTS, AlarmWeights.EQUAL, AlarmWeights::parse, AlarmWeights.FORM));
  }

  /**
   * A file on its way through a monitor.
   *
   * @param input the file
   * @param reference what its rows are compared with
   * @param key that the reference's categories may be hashed with
   * @param reading how it is read
   * @param settings of the monitor
   * @param known columns of the reference, with what is ignored
   * @param media takes in the recordings and images that the monitor is shown
   */
  private record Replay(
      Path input,
      ReferenceProfile reference,
      ValuesKey key,
      ProfileSource.Settings reading,
      MonitorSettings settings,
      Set<String> known,
      MediaItems media) {

    /**
     * Sends all rows but the first ones through.
     *
     * @param skipped how many the monitor isn't shown
     * @param labels that come later; null for none
     * @return sentences on what was not compared or is not watched
     */
    List<String> run(
        long skipped, @Nullable DelayedLabels labels, VerdictLines lines, Terminal terminal)
        throws IOException {
      ProfiledModel model = new ProfiledModel(reference);
      String unknown = settings.weights().unknown(reference.schema());
      if (unknown != null) {
        terminal.note("warning: " + WEIGHTS.name() + ": " + unknown);
      }
      ModelMonitor monitor = new ModelMonitor(model.reference(), settings);
      if (labels != null) {
        monitor.takeShare(1 - ConceptMonitor.SHARE);
      }
      Item item = monitor.newItem();
      RowClock clock = new RowClock(reference.provenance().leftOut());
      boolean timed = model.reference().features().stream().anyMatch(FeatureReference::hasCycle);
      RowBuilder rows = new RowBuilder(reference, key.held(reference));
      if (labels != null) {
        rows.keepingTranscripts();
      }
      try (RowReader reader =
              RowReader.open(input, reading.input(), rows, reading.columns().ignored());
          Progress progress = new Progress(terminal, input.getFileName().toString())) {
        if (reader.knowsColumns()) {
          checkIgnored(reader);
        }
        long number = 0;
        for (Row row = reader.next(); row != null; row = reader.next()) {
          if (++number > skipped) {
            media.offer(reader.mediaFile(), row);
            item.start(timed ? reader.millis(clock) : number, null);
            model.fill(item, row, reader.outputsAbsent());
            for (Verdict verdict : monitor.observe(item)) {
              lines.add(verdict, skipped);
            }
            if (labels != null) {
              for (Verdict verdict : labels.add(number - skipped, row, monitor.drifting())) {
                lines.add(verdict, skipped);
              }
            }
          }
          progress.update(number, reader.progress());
        }
        if (labels != null) {
          for (Verdict verdict : labels.end(monitor.drifting())) {
            lines.add(verdict, skipped);
          }
        }
        lines.end(Math.max(0, number - skipped));
        checkIgnored(reader);
        return coverage(reader, model, monitor, reference.provenance().leftOut().keySet());
      }
    }

    private void checkIgnored(RowReader reader) {
      Set<String> columns = new LinkedHashSet<>(known);
      columns.addAll(reader.columns());
      reading.columns().checkIgnored(columns);
    }

    private static List<String> coverage(
        RowReader reader, ProfiledModel model, ModelMonitor monitor, Set<String> leftOut) {
      List<String> sentences = new ArrayList<>();
      String lacks = reader.lacks(leftOut);
      if (lacks != null) {
        sentences.add(lacks);
      }
      reader.notCompared().forEach(one -> sentences.add(one.sentence()));
      model.notWatched().forEach(one -> sentences.add(one.sentence()));
      String fewRows = monitor.fewWholeRows();
      if (fewRows != null) {
        sentences.add(fewRows);
      }
      return sentences;
    }
  }
}
