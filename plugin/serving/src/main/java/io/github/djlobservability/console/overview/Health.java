package io.github.djlobservability.console.overview;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.load.BurnStatus;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.load.PerformanceReport;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import org.jspecify.annotations.Nullable;

/** How a model stands in one word, the worst first. */
public enum Health {
  /** Its workers have ended by an error, so nobody takes its requests. */
  DOWN("Down", Tone.BAD),
  /**
   * Requests fail, or are answered too late, so fast that the objective is lost in days; or most of
   * the last minutes' requests fail.
   */
  FAILING("Failing", Tone.BAD),
  /** Something differs from the reference. */
  DRIFT("Drift", Tone.BAD),
  /** Items are as in the reference, and labels say that what is right has changed. */
  CONCEPT_DRIFT("Concept drift", Tone.BAD),
  /** The reference that was asked for can't be used. */
  NO_USABLE_REFERENCE("Reference unusable", Tone.BAD),
  /** Items come, and none of them can be compared. */
  NOT_COMPARED("Nothing compared", Tone.BAD),
  /** Something is on its way to differ, or latency and errors have become worse. */
  WARNING("Warning", Tone.UNSURE),
  /** A reference is being taken. */
  TAKING_REFERENCE("Taking a reference", Tone.CALM),
  /** There is a reference, and too few items to judge. */
  WARMING_UP("Warming up", Tone.CALM),
  /** All is as in the reference. */
  STABLE("Stable", Tone.GOOD),
  /** There is nothing to compare with. */
  NO_REFERENCE("No reference", Tone.CALM),
  /** Drift is not watched. */
  NOT_WATCHED("Drift not watched", Tone.CALM),
  /** The plugin does not look at the model. */
  OFF("Off", Tone.CALM);

  private final String words;
  private final Tone tone;

  Health(String words, Tone tone) {
    this.words = words;
    this.tone = tone;
  }

  /** How a status is to be taken. */
  public enum Tone {
    BAD,
    UNSURE,
    GOOD,
    CALM
  }

  /** Returns it for people. */
  public String words() {
    return words;
  }

  /** Returns how it is to be taken. */
  public Tone tone() {
    return tone;
  }

  /** Judges a model. */
  public static Health of(ModelSnapshot model) {
    if (!model.enabled()) {
      return OFF;
    }
    if (model.load() != null && model.load().failedForGood() > 0) {
      return DOWN;
    }
    if (isFailing(model.load()) || Trend.mostFail(model.trend())) {
      return FAILING;
    }
    Health drift = ofDrift(model.drift(), model.quality());
    return isWorse(model.load()) ? worse(drift, WARNING) : drift;
  }

  private static Health worse(Health one, Health other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static boolean isFailing(@Nullable LoadReport load) {
    return load != null
        && load.objectives().stream()
            .anyMatch(objective -> objective.status().compareTo(BurnStatus.BURN) >= 0);
  }

  private static boolean isWorse(@Nullable LoadReport load) {
    PerformanceReport performance = load == null ? null : load.performance();
    return performance != null
        && performance.status().equals("drift")
        && !performance.changes().isEmpty()
        && performance.changes().get(0).worse();
  }

  /** Returns whether items come, and none of them can be compared. */
  static boolean comparesNothing(WatchReport report) {
    return report.coverage().lost() > 0 && report.coverage().compared() == 0;
  }

  private static Health ofDrift(@Nullable WatchReport report, @Nullable QualityReport quality) {
    if (report == null) {
      return NOT_WATCHED;
    }
    Status status = report.status(quality);
    boolean labelsAlone = status != report.unmutedStatus();
    if (status == Status.DRIFT) {
      return labelsAlone ? CONCEPT_DRIFT : DRIFT;
    }
    if (report.referenceProblem() != null) {
      return NO_USABLE_REFERENCE;
    }
    if (report.unmutedStatus() != null && comparesNothing(report)) {
      return NOT_COMPARED;
    }
    if (status == null) {
      return report.capture() == null ? NO_REFERENCE : TAKING_REFERENCE;
    }
    return switch (status) {
      case DRIFT, WARNING -> WARNING;
      case SMALL, STABLE -> STABLE;
      case WARMING_UP -> WARMING_UP;
    };
  }
}
