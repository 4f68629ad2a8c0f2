package io.github.djlobservability.history;

import io.github.djlobservability.drift.Onset;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.incident.Course;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One change of a model: the features that began to differ at about the same time, and how it goes
 * on with most of them.
 *
 * @param id names it: 1 for the first that was noticed of the model, and so on
 * @param status the worst of its features now; {@code STABLE} once it is over
 * @param course how it goes on with most of its features
 * @param epochMillis when it was noticed
 * @param onset when it began, as its most affected feature tells; null where none tells
 * @param features those that it concerns, the most affected first, at most {@value #MOST_NAMED}
 * @param concerned how many features it concerns
 */
public record ModelIncident(
    long id,
    Status status,
    Course course,
    long epochMillis,
    @Nullable Onset onset,
    List<ConcernedFeature> features,
    int concerned) {
  static final int MOST_NAMED = 10;

  /** Copies the list. */
  public ModelIncident {
    features = List.copyOf(features);
  }

  /** Returns whether it concerns several features. */
  public boolean isShared() {
    return concerned > 1;
  }

  /**
   * Names its features, the most affected first: {@code age, bmi and 58 more}.
   *
   * @param most how many are named at most
   * @param shown how a name is written
   */
  public String names(int most, UnaryOperator<String> shown) {
    int named = Math.min(most, features.size());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < named; i++) {
      boolean last = i == concerned - 1;
      text.append(i == 0 ? "" : last ? " and " : ", ");
      text.append(shown.apply(features.get(i).feature()));
    }
    return concerned > named
        ? text.append(String.format(Locale.ROOT, " and %,d more", concerned - named)).toString()
        : text.toString();
  }

  /** Says how it goes on, after the names of its features. */
  public String verb() {
    if (status == Status.STABLE) {
      return "are as in the reference again";
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
