package io.github.djlobservability.console.overview;

import static java.util.stream.Collectors.toMap;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Course;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.RowFeature;
import io.github.djlobservability.history.Mute;
import io.github.djlobservability.history.OpenChange;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.quality.QualityReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in words what of a model differs from its reference. */
public final class Changes {
  private static final String INPUTS = "(inputs)";
  private static final String DEVIATION = "standard deviation";
  private static final String WHERE = " where ";
  private static final String ERROR = "category \"" + FeatureReference.ERROR + "\": ";
  private static final String OF_PREDICTION = "(label where prediction=";
  private static final String ERRORS = "(errors";
  private static final String RESIDUALS = "(residuals";

  private Changes() {}

  /** Returns what differs at the moment, the worst first. */
  public static List<Change> of(ModelSnapshot model) {
    List<Change> changes = new ArrayList<>();
    if (model.drift() != null) {
      List<Verdict> verdicts = model.drift().verdicts();
      Map<String, OpenChange> open = model.history().open();
      add(changes, model.drift().evaluation(), verdicts, open);
      QualityReport quality = model.quality();
      if (quality != null) {
        add(changes, quality.concept().evaluation(), verdicts, open);
      }
      verdicts.stream()
          .filter(verdict -> verdict.kind() == DriftKind.CONFIGURATION)
          .findFirst()
          .filter(verdict -> verdict.status() == Status.DRIFT)
          .ifPresent(
              verdict -> changes.add(change(verdict.feature(), Status.DRIFT, verdict, null)));
    }
    WatchReport drift = model.drift();
    if (drift != null && !drift.muted().isEmpty()) {
      Map<String, String> muted =
          drift.muted().stream().collect(toMap(Mute::feature, Mute::until, (one, other) -> one));
      changes.replaceAll(change -> change.mutedUntil(muted.get(change.feature())));
    }
    changes.sort(
        Comparator.comparing((Change change) -> change.mutedUntil() == null)
            .thenComparing(Change::status)
            .thenComparing(change -> affected(model.history().open().get(change.feature())))
            .reversed());
    return changes;
  }

  private static double affected(@Nullable OpenChange open) {
    return open == null ? 0 : open.feature().evidencePerItem();
  }

  private static void add(
      List<Change> changes,
      @Nullable ModelEvaluation evaluation,
      List<Verdict> verdicts,
      Map<String, OpenChange> open) {
    if (evaluation == null) {
      return;
    }
    for (FeatureEvaluation feature : evaluation.features()) {
      if (feature.status().compareTo(Status.WARNING) >= 0) {
        Change change =
            change(
                feature.feature(),
                feature.status(),
                last(feature, verdicts),
                open.get(feature.feature()));
        // A verdict is of when it was told, and of a few items.
        Effect now = feature.effect();
        changes.add(
            now == null ? change : change.saying(words(feature.feature(), now.description())));
      }
    }
  }

  /**
   * Returns the verdict that a feature's status rests on: of the checks that are as bad, the first;
   * null when it is no longer kept.
   */
  private static @Nullable Verdict last(FeatureEvaluation feature, List<Verdict> verdicts) {
    for (FeatureEvaluation.CheckEvaluation check : feature.checks()) {
      if (check.status() == feature.status()) {
        Verdict found =
            verdicts.stream()
                .filter(verdict -> verdict.feature().equals(feature.feature()))
                .filter(verdict -> verdict.check() == check.check())
                .filter(verdict -> verdict.status() == check.status())
                .findFirst()
                .orElse(null);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Change change(
      String feature, Status status, @Nullable Verdict verdict, @Nullable OpenChange open) {
    String subject = subject(feature);
    Long incident = open == null ? null : open.incident();
    String cause = open == null ? null : open.cause();
    if (verdict != null) {
      String since = since(verdict);
      return new Change(feature, subject, status, words(verdict), since, incident, cause, null);
    }
    if (open == null) {
      String unknown = "differs from the reference";
      return new Change(feature, subject, status, unknown, null, null, null, null);
    }
    String words = words(feature, open.feature().change());
    String since = open.onset() == null ? null : seconds(open.onset().epochMillis());
    return new Change(feature, subject, status, words, since, incident, cause, null);
  }

  private static String words(Verdict verdict) {
    return words(verdict.feature(), verdict.effect().description());
  }

  /** Wrong and right are categories to a monitor, and to nobody else. */
  public static String words(String feature, String text) {
    if (!text.startsWith(ERROR)) {
      return text.startsWith(DEVIATION)
          ? "spread (" + DEVIATION + ")" + text.substring(DEVIATION.length())
          : text;
    }
    String shares = text.substring(ERROR.length());
    return feature.startsWith(OF_PREDICTION) ? "wrong in " + shares + " of the cases" : shares;
  }

  /** When a change began, to a second; when it was noticed, if that is all that is known. */
  private static String since(Verdict verdict) {
    Onset onset = verdict.onset();
    return seconds(onset == null ? verdict.epochMillis() : onset.epochMillis());
  }

  private static String seconds(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A feature's name for people: figures of whole rows have names that only we know. */
  public static String subject(String feature) {
    return switch (feature) {
      case RowFeature.DISTANCES -> "rows as a whole";
      case RowFeature.CORRELATIONS -> "values that go together";
      case INPUTS -> "fields of the requests";
      default -> isConcept(feature) ? concept(feature) : feature;
    };
  }

  /** Returns what labels say: of all items, of those with a prediction, or of a segment. */
  private static String concept(String feature) {
    String inside = feature.substring(0, feature.length() - 1);
    if (inside.startsWith(OF_PREDICTION)) {
      String said = HiddenValue.shown(inside.substring(OF_PREDICTION.length()));
      return "what is right where it says " + said;
    }
    return inside.startsWith(ERRORS)
        ? "how often it is wrong" + inside.substring(ERRORS.length())
        : "how far off it is" + inside.substring(RESIDUALS.length());
  }

  /**
   * Returns whether labels say that a model errs less than in the reference: of all items, of a
   * segment, or where it says one of two classes.
   */
  static boolean isFewerErrors(@Nullable Effect effect) {
    return effect != null
        && effect.description().startsWith(ERROR)
        && effect.current() < effect.reference();
  }

  private static boolean isConcept(String feature) {
    return feature.equals(ERRORS + ")")
        || feature.equals(RESIDUALS + ")")
        || (feature.endsWith(")")
            && (feature.startsWith(OF_PREDICTION)
                || feature.startsWith(ERRORS + WHERE)
                || feature.startsWith(RESIDUALS + WHERE)));
  }

  /** A verdict as one plain sentence, but for the feature's name and the time. */
  public static String sentence(Verdict verdict) {
    if (verdict.status() == Status.STABLE) {
      return verdict.kind() == DriftKind.CONFIGURATION
          ? verdict.effect().description()
          : again(verdict);
    }
    String how =
        verdict.shape() == null ? "" : ", " + verdict.shape().name().toLowerCase(Locale.ROOT);
    String cause = verdict.cause() == null ? "" : "; " + verdict.cause().sentence();
    return verb(verdict) + ": " + words(verdict) + how + cause;
  }

  private static String again(Verdict verdict) {
    String again = "is as in the reference again";
    Incident incident = verdict.incident();
    if (incident == null || incident.over() == 0) {
      return again;
    }
    String item = verdict.kind() == DriftKind.CONCEPT ? "labelled item " : "item ";
    return again + ", since " + item + incident.over();
  }

  /** Says what a verdict may mean beyond its figures; empty where they say all. */
  public static String meaning(Verdict verdict) {
    return verdict.kind() == DriftKind.CONCEPT && verdict.status() == Status.DRIFT
        ? ". The same inputs may mean something else now."
        : "";
  }

  private static String verb(Verdict verdict) {
    if (verdict.status() == Status.WARNING) {
      return "may be changing";
    }
    if (verdict.status() == Status.SMALL) {
      return "has changed for sure, by less than matters";
    }
    Incident incident = verdict.incident();
    Course course = incident == null ? Course.BEGUN : incident.course();
    if (course == Course.RETURNING) {
      return "is on its way back to the reference";
    }
    if (course == Course.WORSENED) {
      return "has moved further from the reference";
    }
    return switch (verdict.kind()) {
      case DATA, PREDICTION, CONCEPT -> "has changed";
      case SKEW -> "has differed from the reference from the first request on";
      case QUALITY -> "has more broken values";
      case CONFIGURATION -> "can't be compared";
    };
  }
}
