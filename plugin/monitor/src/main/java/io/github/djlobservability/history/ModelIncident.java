package io.github.djlobservability.history;

import static java.util.stream.Collectors.joining;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.incident.Course;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a model: the features that began to differ at about the same time, and how it goes
 * on with most of them.
 *
 * @param id names it: 1 for the first that was noticed of the model, and so on
 * @param status the worst of its features now; {@code STABLE} once it is over
 * @param course how it goes on with most of its features
 * @param epochMillis when it was noticed
 * @param onset when it began, as the feature tells that was noticed first; null where none tells
 * @param over number of the item since which all is as in the reference again; 0 while it isn't, or
 *     where that is not known
 * @param cause what the change looks like, of all features the first that tells; null where none
 *     does
 * @param features those that it concerns, the most affected first, at most {@value #MOST_NAMED}
 * @param concerned how many features it concerns
 */
public record ModelIncident(
    long id,
    Status status,
    Course course,
    long epochMillis,
    @Nullable Onset onset,
    long over,
    @Nullable String cause,
    List<ConcernedFeature> features,
    int concerned) {
  static final int MOST_NAMED = 10;

  /** Copies the list. */
  public ModelIncident {
    features = List.copyOf(features);
  }

  /**
   * Returns this, whose features have changed as their latest values say.
   *
   * @param changes by check and name of the feature, of those that differ from the reference
   */
  public ModelIncident now(Map<Check, Map<String, String>> changes) {
    List<ConcernedFeature> latest = features.stream().map(feature -> feature.now(changes)).toList();
    return new ModelIncident(
        id, status, course, epochMillis, onset, over, cause, latest, concerned);
  }

  /** Returns whether it concerns several features. */
  public boolean isShared() {
    return concerned > 1;
  }

  /** Returns how many of its features are left when the first {@code named} are named. */
  public int unnamed(int named) {
    return concerned - Math.min(named, features.size());
  }

  /**
   * Names its features, the most affected first: {@code age, bmi and 58 more}.
   *
   * @param most how many are named at most
   */
  public String names(int most) {
    String named =
        features.stream().limit(most).map(ConcernedFeature::feature).collect(joining(", "));
    int more = unnamed(most);
    return more == 0 ? named : String.format(Locale.ROOT, "%s and %,d more", named, more);
  }

  /** Says how it goes on, after the names of its features. */
  public String verb() {
    if (status == Status.STABLE) {
      String again = "are as in the reference again";
      return over == 0 ? again : again + ", since item " + over;
    }
    if (status == Status.SMALL) {
      return "have changed together for sure, by less than matters";
    }
    if (status == Status.WARNING) {
      return "may be changing together";
    }
    return switch (course) {
      case BEGUN, CHANGED, ENDED -> "have changed together";
      case WORSENED -> "have moved further from the reference together";
      case RETURNING -> "are on their way back to the reference";
    };
  }
}
