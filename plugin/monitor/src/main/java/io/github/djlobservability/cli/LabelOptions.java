package io.github.djlobservability.cli;

import io.github.djlobservability.cli.source.ColumnOptions;
import io.github.djlobservability.cli.source.OptionsThatApply;
import io.github.djlobservability.cli.terminal.Arguments;
import io.github.djlobservability.cli.terminal.Option;
import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Window;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.ScoreClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the user says about labels that come later.
 *
 * @param column the column with the truth; null for the reference's target
 * @param delay how many rows later a row's label comes
 * @param report where the JSON report of quality goes; null for nowhere
 * @param settings how quality is measured
 */
record LabelOptions(
    @Nullable String column, long delay, @Nullable String report, QualitySettings settings) {

  static final Option LABEL =
      Option.of("--label", "COLUMN", "The truth, which the model is told later; as --target");
  static final Option LABEL_DELAY =
      Option.of("--label-delay", "N", "How many rows later a row's label comes; default 0");
  static final Option QUALITY =
      Option.of("--quality", "Q", "Where the JSON report of the model's quality goes");
  static final Option QUALITY_WINDOW =
      Option.of("--quality-window", "N", "Labelled rows of a window of quality; default 1000");
  static final Option POSITIVE =
      Option.of("--positive-class", "C", "Which of two classes precision and recall are of");
  static final Option SCORE_CLASS =
      Option.of("--score-class", "WHICH", "predicted or positive: what the score is of");
  static final Option SEGMENTS =
      Option.of("--segments", "A,B", "Columns by whose values quality is split");

  static final List<Option> OPTIONS =
      List.of(LABEL, LABEL_DELAY, QUALITY, QUALITY_WINDOW, POSITIVE, SCORE_CLASS, SEGMENTS);

  /** Reads what the user says about columns, of which the label is the target. */
  static ColumnOptions columns(Arguments arguments) {
    ColumnOptions columns = ColumnOptions.of(arguments);
    String label = arguments.get(LABEL);
    if (label == null || arguments.has(ColumnOptions.TARGET)) {
      return columns;
    }
    Map<String, FeatureRole> roles = new LinkedHashMap<>(columns.roles());
    roles.put(label, FeatureRole.TARGET);
    return new ColumnOptions(columns.types(), roles, columns.ignored(), columns.kept());
  }

  /** Reads what the user says; null if it is nothing about labels. */
  static @Nullable LabelOptions of(Arguments arguments, MonitorSettings monitor) {
    if (!arguments.has(LABEL) && !arguments.has(LABEL_DELAY) && !arguments.has(QUALITY)) {
      OptionsThatApply.fail(
          arguments, OPTIONS, false, "it is about labels; say " + LABEL.name() + " too");
      return null;
    }
    long window =
        arguments.whole(
            QUALITY_WINDOW, QualitySettings.defaults().window().items(), Window.MIN_ITEMS);
    if (window > QualitySettings.MAX_WINDOW) {
      throw new UsageException(
          QUALITY_WINDOW.name() + " must be at most " + QualitySettings.MAX_WINDOW);
    }
    String scoreClass = arguments.get(SCORE_CLASS);
    if (scoreClass != null && !Set.of("predicted", "positive").contains(scoreClass)) {
      throw new UsageException(SCORE_CLASS.name() + " must be predicted or positive");
    }
    return new LabelOptions(
        arguments.get(LABEL),
        arguments.whole(LABEL_DELAY, 0, 0),
        arguments.get(QUALITY),
        new QualitySettings(
            Window.ofItems((int) window),
            arguments.get(POSITIVE),
            "positive".equals(scoreClass) ? ScoreClass.POSITIVE : ScoreClass.PREDICTED,
            new ArrayList<>(arguments.names(SEGMENTS)),
            monitor));
  }
}
