package io.github.djlobservability.label;

import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.payload.text.TranscriptErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the labels that came quickly tell the same as those that came slowly, and whether the
 * items that have a label are like all items. Delays are told apart to a quarter of a power of two.
 * Not thread-safe.
 */
final class LabelDelays {
  /** Counts the predictions past the first {@value #PLACES} different ones. */
  static final String OTHER = "(other)";

  private static final int PLACES = 20;
  private static final int STEPS = 4;
  private static final int CLASSES = STEPS * Long.SIZE;
  private static final int GROUPS = 4;

  /** A normal distribution has 95 % of its values within this many standard deviations. */
  private static final double CONFIDENCE = 1.96;

  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final DelayClass all = new DelayClass(PLACES + 1);
  private final DelayClass[] byDelay = new DelayClass[CLASSES];
  private boolean numbers;
  private boolean transcripts;

  /** Counts a prediction, labelled or not. */
  void predicted(Prediction prediction) {
    numbers = prediction.value() instanceof Double;
    transcripts = prediction.value() instanceof Transcript;
    all.add(prediction, placeOf(prediction), 1);
  }

  /**
   * Counts a label, or takes it out again.
   *
   * @param sign 1 or -1
   */
  void labelled(Prediction prediction, StoredLabel label, int sign) {
    int at = classOf(label.epochMillis() - prediction.epochMillis());
    DelayClass delays = byDelay[at];
    if (delays == null) {
      delays = new DelayClass(PLACES + 1);
      byDelay[at] = delays;
    }
    delays.add(prediction, placeOf(prediction), sign);
    delays.addError(error(prediction.value(), label.value()), label.weight(), sign);
  }

  private static double error(Object prediction, Object label) {
    if (prediction instanceof Double number && label instanceof Double truth) {
      return Math.abs(number - truth);
    }
    if (prediction instanceof Transcript written && label instanceof Transcript said) {
      return TranscriptErrors.between(written, said).share();
    }
    return prediction.equals(label) ? 0 : 1;
  }

  private int placeOf(Prediction prediction) {
    if (!(prediction.value() instanceof String)) {
      return PLACES;
    }
    String name = prediction.value().toString();
    Integer known = places.get(name);
    if (known == null && places.size() < PLACES) {
      known = places.size();
      places.put(name, known);
    }
    return known == null ? PLACES : known;
  }

  static int classOf(long delayMillis) {
    if (delayMillis < STEPS) {
      return (int) Math.max(0, delayMillis);
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(delayMillis);
    int step = (int) (delayMillis >>> (power - 2)) & (STEPS - 1);
    return STEPS * (power - 1) + step;
  }

  /** Returns the shortest delay of a class, in ms. */
  static double startOf(int delayClass) {
    int power = delayClass / STEPS + 1;
    int step = delayClass % STEPS;
    return power < 2 ? delayClass : Math.scalb(1 + step / (double) STEPS, power);
  }

  /**
   * Returns the delay that a share of the labels did not exceed, in seconds; NaN without labels.
   */
  double quantileSeconds(double share) {
    DelayClass labelled = labelled();
    long before = 0;
    for (int i = 0; i < CLASSES; i++) {
      DelayClass delays = byDelay[i];
      if (delays != null && delays.count() > 0) {
        before += delays.count();
        if (before >= share * labelled.count()) {
          return startOf(i + 1) / 1000;
        }
      }
    }
    return Double.NaN;
  }

  private DelayClass labelled() {
    DelayClass labelled = new DelayClass(PLACES + 1);
    for (DelayClass delays : byDelay) {
      if (delays != null) {
        labelled.add(delays);
      }
    }
    return labelled;
  }

  /** Returns what is to be shown. */
  DelayReport report() {
    DelayClass labelled = labelled();
    List<Group> groups = groups(labelled.count());
    return new DelayReport(
        numbers
            ? "mean absolute error"
            : transcripts ? "mean word error rate of an item" : "error rate",
        new DelayReport.Delays(quantileSeconds(.5), quantileSeconds(.9), quantileSeconds(.99)),
        summary(all),
        summary(labelled),
        groups.stream().map(this::summary).toList(),
        groups.size() < 2 ? null : difference(groups.get(0), groups.get(groups.size() - 1)));
  }

  /** Delays in groups of about a quarter of the labels each, from quick to slow. */
  private List<Group> groups(long labels) {
    List<Group> groups = new ArrayList<>();
    Group group = null;
    long before = 0;
    for (int i = 0; i < CLASSES; i++) {
      DelayClass delays = byDelay[i];
      if (delays == null || delays.count() == 0) {
        continue;
      }
      if (group == null) {
        group = new Group(i, i, new DelayClass(PLACES + 1));
        groups.add(group);
      }
      group.sums.add(delays);
      group.last = i;
      before += delays.count();
      if (before * GROUPS >= labels * groups.size()) {
        group = null;
      }
    }
    return groups;
  }

  private DelayReport.Summary summary(DelayClass sums) {
    return new DelayReport.Summary(
        sums.count(), sums.meanError(), sums.meanScore(), meanOf(sums), sharesOf(sums));
  }

  private DelayReport.Group summary(Group group) {
    return new DelayReport.Group(
        startOf(group.first) / 1000,
        startOf(group.last + 1) / 1000,
        group.sums.count(),
        group.sums.meanError(),
        group.sums.meanScore(),
        meanOf(group.sums),
        sharesOf(group.sums));
  }

  private double meanOf(DelayClass sums) {
    return numbers ? sums.meanValue() : Double.NaN;
  }

  private @Nullable Map<String, Double> sharesOf(DelayClass sums) {
    if (numbers || transcripts) {
      return null;
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    sums.shares(places.keySet(), shares);
    return shares;
  }

  private static DelayReport.Difference difference(Group quick, Group slow) {
    double difference = slow.sums.meanError() - quick.sums.meanError();
    double half =
        CONFIDENCE * Math.sqrt(quick.sums.meanErrorVariance() + slow.sums.meanErrorVariance());
    return new DelayReport.Difference(difference, difference - half, difference + half);
  }

  /** Neighbouring delays, taken together. */
  private static final class Group {
    private final int first;
    private final DelayClass sums;
    private int last;

    Group(int first, int last, DelayClass sums) {
      this.first = first;
      this.last = last;
      this.sums = sums;
    }
  }
}
