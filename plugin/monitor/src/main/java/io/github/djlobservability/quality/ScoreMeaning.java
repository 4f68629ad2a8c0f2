package io.github.djlobservability.quality;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.statistics.Moments;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sees in a reference that a single score is the probability of one of two classes, whichever the
 * model says. A probability of the class that it says is hardly ever below one half, so one class
 * has low scores. The other has high ones, or none that is lower than the highest of the first: a
 * model of rare frauds says fraud from a low probability on. Stateless.
 */
public final class ScoreMeaning {
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.95;
  private static final int MIN_ROWS = 30;

  private ScoreMeaning() {}

  /** Says what the score seems to be and what to set; null where it may be what it is read as. */
  public static @Nullable String warning(ReferenceProfile profile) {
    Schema schema = profile.schema();
    List<Integer> scores = schema.indicesOf(FeatureRole.SCORE);
    List<Integer> predictions = schema.indicesOf(FeatureRole.PREDICTION);
    if (scores.size() != 1
        || predictions.size() != 1
        || schema.feature(scores.get(0)).type() != FeatureType.NUMERIC
        || !schema.feature(predictions.get(0)).type().isCategory()) {
      return null;
    }
    Map<String, Scores> classes = new TreeMap<>();
    for (SampledRow sampled : profile.sample().rows()) {
      Row row = sampled.row();
      String said = row.category(schema.seriesOf(predictions.get(0)).get(0));
      double score = row.number(schema.seriesOf(scores.get(0)).get(0));
      if (said != null && Double.isFinite(score)) {
        classes.computeIfAbsent(said, unused -> new Scores()).add(score);
      }
    }
    return classes.size() == 2
        ? warning(schema.feature(scores.get(0)).name(), List.copyOf(classes.entrySet()))
        : null;
  }

  private static @Nullable String warning(String score, List<Map.Entry<String, Scores>> classes) {
    for (int i = 0; i < 2; i++) {
      Scores low = classes.get(i).getValue();
      Scores other = classes.get(1 - i).getValue();
      if (low.isBelowHalf() && other.isAbove(low) && other.moments.maximum() <= 1) {
        String name = HiddenValue.shown(classes.get(1 - i).getKey());
        return String.format(
            Locale.ROOT,
            "%s is %.2f in the mean where the model says %s, so it seems to be the probability of"
                + " %s, whichever it says; observability.score-class=positive and"
                + " observability.positive-class=%s have it read so, and out of a vector of"
                + " probabilities, too; where responses tell only how sure the model is of what it"
                + " says, make the reference with that, the greatest probability",
            score,
            low.moments.mean(),
            HiddenValue.shown(classes.get(i).getKey()),
            name,
            name);
      }
    }
    return null;
  }

  /** The scores of the rows of one class. */
  private static final class Scores {
    private final Moments moments = new Moments();
    private long below;

    void add(double score) {
      moments.add(score);
      below += score < HALF ? 1 : 0;
    }

    boolean isBelowHalf() {
      return moments.count() >= MIN_ROWS
          && moments.minimum() >= 0
          && below >= NEARLY_ALL * moments.count();
    }

    boolean isAbove(Scores low) {
      return moments.mean() > HALF || moments.minimum() >= low.moments.maximum();
    }
  }
}
