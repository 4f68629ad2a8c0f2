package io.github.djlobservability.rollout;

import io.github.djlobservability.report.Words;
import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import io.github.djlobservability.statistics.Interval;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says how two versions compare by one quantity, for people who know no statistics.
 *
 * @param of the class that it is of; null where it is of none
 * @param slow from where on requests are slow; null of all else
 */
record FindingWords(
    VersionNames names,
    Quantity quantity,
    Unit unit,
    @Nullable String of,
    @Nullable SlowFrom slow) {
  private static final double MOST = 1e15;

  static FindingWords of(
      VersionNames names, Quantity quantity, Unit unit, @Nullable String className) {
    return new FindingWords(names, quantity, unit, className, null);
  }

  static FindingWords ofSlow(VersionNames names, SlowFrom slow) {
    return new FindingWords(names, Quantity.SLOW, Unit.SHARE, null, slow);
  }

  /** Returns an interval cut to what can be. */
  Interval possible(Interval difference) {
    double most = unit == Unit.SHARE ? 1 : Double.POSITIVE_INFINITY;
    double least = quantity == Quantity.UNLIKE ? 0 : -most;
    return new Interval(
        difference.value(), Math.max(least, difference.low()), Math.min(most, difference.high()));
  }

  /** Says that a difference was found. */
  String found(Estimate estimate, Interval difference) {
    boolean more = difference.value() > 0;
    double low = more ? difference.low() : -difference.high();
    double high = more ? difference.high() : -difference.low();
    return "%s %s than %s%s: %s against %s%s (%s %s, %s to %s)."
        .formatted(
            Words.capitalized(names.ofCandidate()),
            more ? does(true) : does(false),
            names.ofBaseline(),
            where(),
            unit.value(estimate.candidate()),
            unit.value(estimate.baseline()),
            beyond(),
            unit.size(difference.value()),
            more ? "more" : unit == Unit.NUMBER ? "less" : "fewer",
            unit.end(low),
            unit.end(high));
  }

  private String beyond() {
    return slow == null ? "" : slow.inWords();
  }

  private String does(boolean more) {
    return switch (quantity) {
      case FAILED -> more ? "fails more requests" : "fails fewer requests";
      case SLOW -> more ? "has more slow requests" : "has fewer slow requests";
      case WRONG, WRONG_OF_THE_SAME, UNLIKE -> errs(more);
      case SAID ->
          of == null
              ? more ? "says higher numbers" : "says lower numbers"
              : "says " + of + (more ? " more often" : " less often");
      case SCORE -> more ? "is surer" : "is less sure";
    };
  }

  private String errs(boolean more) {
    return switch (unit) {
      case SHARE -> more ? "makes more errors" : "makes fewer errors";
      case WORDS -> more ? "gets more words wrong" : "gets fewer words wrong";
      case NUMBER -> more ? "is farther from the labels" : "is nearer to the labels";
    };
  }

  private String where() {
    return quantity == Quantity.WRONG_OF_THE_SAME ? ", asked the same" : "";
  }

  /** Says that all values of both are one. */
  String same(Estimate estimate) {
    return "%s: always %s, of both.".formatted(subject(), unit.value(estimate.baseline()));
  }

  /** Says that none was found yet. */
  String none(Estimate estimate, Interval difference) {
    double most = Math.max(Math.abs(difference.low()), Math.abs(difference.high()));
    return "%s: no difference found yet, at most %s either way (%s against %s%s)."
        .formatted(
            subject(),
            unit.size(most),
            unit.value(estimate.candidate()),
            unit.value(estimate.baseline()),
            beyond());
  }

  /** Says how many more items would show a difference of a size. */
  String shows(double size, double items, Pace pace) {
    return "About %s would show one of %s%s."
        .formatted(more(items), unit.size(size), takes(items, pace));
  }

  /** Says how many more items it takes to know whether it is worse by more than is tolerated. */
  String until(double tolerated, double items, Pace pace) {
    return "About %s tell whether it is more than %s worse%s."
        .formatted(more(items), unit.size(tolerated), takes(items, pace));
  }

  /** Says of errors that there are no more than is tolerated. */
  String tolerated(double size) {
    String most = unit.size(size);
    return unit == Unit.NUMBER
        ? "is no more than " + most + " farther from the labels"
        : "is wrong by no more than " + most + " more";
  }

  private String more(double items) {
    return Words.count(rounded(items)) + " more " + counted();
  }

  private static String takes(double items, Pace pace) {
    double seconds = pace.seconds(items);
    if (!(seconds > 0) || !Double.isFinite(seconds)) {
      return "";
    }
    Duration time = Duration.ofSeconds((long) Math.min(Math.ceil(seconds), Integer.MAX_VALUE));
    return ", which takes " + Words.span(rounded(time)) + " at the rate so far";
  }

  /** Says that too few items have come. */
  String tooEarly(Estimate estimate) {
    if (estimate.isEnough()) {
      return subject() + ": can't be told, the numbers are too large.";
    }
    String early = subject() + ": too early to say; ";
    if (slow != null && !slow.isKnown()) {
      return early
          + "what is slow is known by %d requests of %s, and there are %s."
              .formatted(SlowFrom.LEAST, names.ofBaseline(), Words.count(slow.requests()));
    }
    ItemsOfEach leftOut = estimate.leftOut();
    boolean some = leftOut.both() > 0;
    if (quantity.isOfPairs()) {
      return early
          + "%d %s are needed, and there are %s."
              .formatted(Estimate.LEAST, counted(), Words.count(estimate.candidateItems()))
          + (some ? " Without their other half: " + ofEach(leftOut) + "." : "");
    }
    ItemsOfEach items = new ItemsOfEach(estimate.baselineItems(), estimate.candidateItems());
    return early
        + "%d %s of each are needed, and there are %s."
            .formatted(Estimate.LEAST, counted(), ofEach(items))
        + (some ? " From times when the other had none: " + ofEach(leftOut) + "." : "");
  }

  private String ofEach(ItemsOfEach items) {
    return "%s of %s and %s of %s"
        .formatted(
            Words.count(items.baseline()),
            names.ofBaseline(),
            Words.count(items.candidate()),
            names.ofCandidate());
  }

  /** Says how far both are apart on the same items. */
  String unlike(Estimate estimate, Interval distance) {
    String both = names.ofBaseline() + " and " + names.ofCandidate();
    String requests = Words.count(estimate.candidateItems());
    return unit == Unit.NUMBER
        ? "%s differ by %s on average (%s to %s), asked the same %s times."
            .formatted(
                Words.capitalized(both),
                unit.value(distance.value()),
                unit.value(distance.low()),
                unit.value(distance.high()),
                requests)
        : "%s say the same in %s of %s cases (%s to %s), asked the same."
            .formatted(
                Words.capitalized(both),
                unit.value(1 - distance.value()),
                requests,
                unit.value(1 - distance.high()),
                unit.value(1 - distance.low()));
  }

  private String subject() {
    return switch (quantity) {
      case FAILED -> "Failed requests";
      case SLOW -> "Slow requests";
      case UNLIKE ->
          unit == Unit.NUMBER
              ? "How far both are apart, asked the same"
              : "How often both say the same, asked the same";
      case WRONG, WRONG_OF_THE_SAME ->
          switch (unit) {
                case SHARE -> "Errors";
                case WORDS -> "Wrong words";
                case NUMBER -> "Distance from the labels";
              }
              + where();
      case SAID -> of == null ? "Predicted numbers" : "How often " + of + " is predicted";
      case SCORE -> "How sure predictions are";
    };
  }

  private String counted() {
    return switch (quantity) {
      case FAILED, SLOW -> "requests";
      case WRONG -> "labels";
      case WRONG_OF_THE_SAME -> "requests with both versions' labels";
      case UNLIKE -> "requests to both";
      case SAID, SCORE -> "predictions";
    };
  }

  private static Duration rounded(Duration time) {
    if (time.toDays() >= 2) {
      return time.truncatedTo(ChronoUnit.DAYS);
    }
    return time.truncatedTo(
        time.toHours() >= 2
            ? ChronoUnit.HOURS
            : time.toMinutes() >= 2 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS);
  }

  /** Two digits say all that is known. */
  private static long rounded(double items) {
    double power = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, items))) - 1));
    return (long) Math.min(MOST, Math.ceil(items / power) * power);
  }
}
