package io.github.djlobservability.upkeep;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.label.wanted.WantedLabels;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.statistics.Interval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Says what to do about a model, out of what is known of it: data faults are mended at their
 * source, a changed world is learnt, and what nobody knows is to be found out. Not thread-safe.
 */
public final class Advisor {
  /** More at a time is read by nobody. */
  public static final int MOST = 3;

  /** From this share on, what is not compared is to be mended first. */
  private static final double MUCH_LOST = 0.1;

  /** Fewer items make no share to speak of. */
  private static final long FEW_ITEMS = 100;

  private static final int MOST_NAMES = 3;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final ModelState model;
  private final MeasuredQuality quality;
  private final UnaryOperator<String> address;
  private final List<Advice> advice = new ArrayList<>();

  private Advisor(ModelState model, UnaryOperator<String> address) {
    this.model = model;
    this.address = address;
    quality = new MeasuredQuality(model.quality());
  }

  /**
   * Returns what to do, the most urgent first, at most {@value #MOST} things; nothing if all is
   * well, or too little is known.
   *
   * @param address makes the address of a page of the model's of what is below it: {@code
   *     /reference}
   */
  public static List<Advice> of(ModelState model, UnaryOperator<String> address) {
    Advisor advisor = new Advisor(model, address);
    advisor.workers();
    advisor.reference();
    advisor.coverage();
    advisor.versions();
    advisor.values();
    advisor.labels();
    return List.copyOf(advisor.advice.subList(0, Math.min(MOST, advisor.advice.size())));
  }

  private void add(String what, String why, @Nullable String how) {
    advice.add(new Advice(what, why, how));
  }

  private void workers() {
    if (model.failedWorkers() > 0) {
      add(
          "Find out why the workers ended, and load the model again",
          (model.failedWorkers() == 1
                  ? "Its worker has ended by an error"
                  : "All " + model.failedWorkers() + " workers have ended by an error")
              + ", so requests fail until then. The server's log says why.",
          null);
    }
  }

  private void reference() {
    if (model.referenceProblem() != null) {
      add(
          "Mend the reference",
          "It can't be used, so nothing is compared: " + ended(model.referenceProblem()),
          null);
    } else if (model.reference() == null) {
      add("Take a reference", "There is none, so nothing is compared.", take());
    }
  }

  private String take() {
    return "POST " + with(address.apply("/reference"), "items=5000");
  }

  private static String with(String address, String parameter) {
    return address + (address.contains("?") ? "&" : "?") + parameter;
  }

  private void coverage() {
    if (isMuch(model.failed())) {
      add(
          "Find out why requests fail",
          Words.count(model.failed())
              + " of "
              + Words.count(model.seen())
              + " failed, and nothing of those is compared.",
          null);
    }
    if (model.misfit() != null) {
      add(
          "Send what the reference has, or take another reference",
          "Nothing of the requests can be compared: " + ended(model.misfit()),
          null);
    } else if (model.reference() != null && isMuch(model.lost()) && model.lostReason() != null) {
      add(
          "Have more items looked into",
          Words.percent((double) model.lost() / model.seen())
              + " of the items seen were not compared, or not whole. Most often "
              + model.lostReason()
              + ".",
          null);
    }
  }

  private boolean isMuch(long items) {
    return model.seen() >= FEW_ITEMS && items > MUCH_LOST * model.seen();
  }

  private void versions() {
    if (model.worseVersion() != null) {
      add("Stop the rollout", ended(model.worseVersion()), null);
    }
  }

  private void values() {
    List<ChangedFeature> faults = changed(ChangedFeature::isFault);
    if (!faults.isEmpty()) {
      faults(faults);
      return;
    }
    List<ChangedFeature> unseen = changed(ChangedFeature::isUnseen);
    if (!unseen.isEmpty()) {
      unseen(unseen);
    }
    List<ChangedFeature> skewed = changed(change -> change.is(DriftKind.SKEW));
    if (!skewed.isEmpty()) {
      add(
          "Find what training and serving do differently with " + names(skewed),
          "The requests never looked like the reference: "
              + told(skewed.get(0))
              + ". If the requests are right, the reference is not: take a new one.",
          take());
    }
    List<ChangedFeature> moved = changed(Advisor::isMoved);
    boolean known =
        quality.isMeasuredWorse() || !changed(change -> change.is(DriftKind.CONCEPT)).isEmpty();
    if (!moved.isEmpty() && !known) {
      moved(moved);
    }
  }

  /** Returns whether values have moved; those that never were as in the reference have not. */
  private static boolean isMoved(ChangedFeature change) {
    return !change.is(DriftKind.SKEW)
        && (change.is(DriftKind.DATA) || change.is(DriftKind.PREDICTION));
  }

  private List<ChangedFeature> changed(Predicate<ChangedFeature> which) {
    return model.changed().stream().filter(which).toList();
  }

  private void faults(List<ChangedFeature> faults) {
    ChangedFeature first = faults.get(0);
    boolean shorter = faults.stream().allMatch(ChangedFeature::isOfShorterArray);
    add(
        (shorter ? "Look at the source of " : "Mend the source of ") + names(faults),
        fault(first)
            + (shorter
                ? ". If shorter arrays are right, take another reference; if not, training anew"
                    + " would learn the fault."
                : ". Training anew would learn the fault."),
        null);
  }

  private void unseen(List<ChangedFeature> unseen) {
    ChangedFeature first = unseen.get(0);
    add(
        "Look at the source of " + names(unseen),
        "More values of "
            + first.subject()
            + " are unlike all of the reference's"
            + since(first)
            + ": "
            + first.change()
            + ". If they are wrong, training anew would learn the fault; if they are right, the"
            + " model never saw their like.",
        null);
  }

  private static String fault(ChangedFeature feature) {
    if (feature.scaled() != null) {
      return feature.subject() + ": " + feature.scaled() + since(feature) + ", as by another unit";
    }
    if (feature.isOfFault()) {
      return told(feature);
    }
    return feature.subject()
        + (feature.checks().contains(Check.MISSING)
            ? " is missing more often"
            : " has values of another type more often")
        + since(feature)
        + ": "
        + feature.change();
  }

  private void moved(List<ChangedFeature> moved) {
    ChangedFeature first = moved.get(0);
    long onset = onset(first);
    String what =
        (first.is(DriftKind.PREDICTION) ? "Predictions moved: " : "Inputs moved: ") + told(first);
    Interval measured = quality.measuredAfter(onset);
    Interval estimated = quality.estimatedAfter(onset);
    if (measured != null && quality.reference() == null) {
      add(
          "Find out whether quality suffers",
          what
              + ". "
              + Words.capitalized(quality.words("measured", measured))
              + ". The reference has no labels to compare that with: make the next one with them.",
          null);
    } else if (measured != null) {
      holds(what, quality.words("measured", measured));
    } else if (estimated != null && quality.reference() != null && !quality.isWorse(estimated)) {
      holds(what, quality.words("estimated", estimated));
    } else {
      findOut(what, onset, estimated);
    }
  }

  private void holds(String what, String figure) {
    add(
        "Nothing to train",
        what
            + ". "
            + Words.capitalized(figure)
            + ". If this is to stay, take a new reference; the one in force is of "
            + day()
            + ".",
        take());
  }

  private String day() {
    return model.reference() == null ? "unknown age" : model.reference().substring(0, 10);
  }

  private void findOut(String what, long onset, @Nullable Interval estimated) {
    String figure =
        estimated == null ? "" : Words.capitalized(quality.words("estimated", estimated)) + ". ";
    double rate = quality.errorRate();
    long labels = LabelCount.needed(Double.isNaN(rate) ? 0.1 : rate, LabelCount.RISE);
    add(
        "Find out whether quality suffers",
        what
            + ". "
            + figure
            + (Double.isNaN(rate)
                ? quality.labelledAfter(onset) == null
                    ? "No label tells whether the model is still right."
                    : "Too few labels have come since to tell whether the model is still right."
                : "About "
                    + Words.count(labels)
                    + " labels show a rise of the errors by 5 points."),
        model.labelsTaken()
            ? "GET "
                + with(
                    address.apply("/feedback/wanted"),
                    "items=" + Math.min(labels, WantedLabels.MOST))
            : "observability.feedback=true");
  }

  private void labels() {
    String misfit = quality.nothingFits();
    if (misfit != null) {
      add("Mend the labels", ended(Words.capitalized(misfit)), null);
      return;
    }
    boolean explained = !changed(ChangedFeature::isFault).isEmpty();
    List<ChangedFeature> concept = changed(change -> change.is(DriftKind.CONCEPT));
    if (explained) {
      return;
    }
    if (!concept.isEmpty()) {
      concept(concept.stream().filter(ChangedFeature::worse).findFirst().orElse(concept.get(0)));
      return;
    }
    Interval measured = quality.measuredAfter(0);
    if (measured != null && quality.isMeasuredWorse()) {
      add(
          "Train anew",
          Words.capitalized(quality.words("measured", measured))
              + ". "
              + toTrainWith(since())
              + ".",
          null);
    }
  }

  /** Returns when the first change that is known began; 0 without one. */
  private long since() {
    return model.changed().stream().mapToLong(Advisor::onset).min().orElse(0);
  }

  private void concept(ChangedFeature concept) {
    if (!concept.worse()) {
      add(
          "Nothing to train",
          "The model errs less than in the reference: "
              + told(concept)
              + ". If this is to stay, take a new reference.",
          take());
      return;
    }
    add(
        "Train anew",
        "Labels show a change. "
            + Words.capitalized(told(concept))
            + ". "
            + toTrainWith(onset(concept))
            + ".",
        null);
  }

  private String toTrainWith(long onset) {
    String items = quality.labelledAfter(onset);
    return items == null
        ? "Collect labels of items since then to train with"
        : Words.capitalized(items)
            + (onset == 0 ? " labelled items are there" : " labelled items since then are there")
            + " to train with";
  }

  private static String told(ChangedFeature change) {
    return change.subject()
        + ": "
        + change.change()
        + since(change)
        + (change.cause() == null ? "" : ", " + change.cause());
  }

  private static String since(ChangedFeature change) {
    return change.since() == null ? "" : " since " + MINUTE.format(Instant.parse(change.since()));
  }

  private static long onset(ChangedFeature change) {
    return change.since() == null ? 0 : Instant.parse(change.since()).toEpochMilli();
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static String names(List<ChangedFeature> features) {
    List<String> names = features.stream().limit(MOST_NAMES).map(ChangedFeature::subject).toList();
    int more = features.size() - names.size();
    return String.join(", ", names) + (more == 0 ? "" : " and " + more + " more");
  }
}
