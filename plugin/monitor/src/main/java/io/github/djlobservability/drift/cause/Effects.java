package io.github.djlobservability.drift.cause;

import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.media.MediaFigure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far the figures of recordings, images or texts are from the reference: the difference of the
 * means in standard deviations of single ones, as the reference has them; or the same by ranks (see
 * {@link RankEffect}). Not thread-safe.
 */
final class Effects {
  /** A deviation is taken for no less than this share of a full unit, so that none is 0. */
  private static final double LEAST_DEVIATION = 1e-4;

  private static final double MOST_TOLD = 100;

  private final Map<String, Double> effects = new HashMap<>();
  private final Map<String, Double> ranks = new HashMap<>();
  private final Map<String, Double> means = new HashMap<>();
  private final Map<String, Double> usual = new HashMap<>();
  private final Map<String, Double> deviations = new HashMap<>();
  private final Map<String, Double> changedShares = new HashMap<>();
  private final Map<String, Double> zeros = new HashMap<>();
  private final Map<String, Double> usualZeros = new HashMap<>();

  /**
   * Takes a figure.
   *
   * @param mean since the onset
   * @param rankEffect its effect by ranks
   * @param reference how the figure is in the reference
   */
  void put(String figure, double mean, double rankEffect, NumberSummary reference) {
    double deviation = Math.max(LEAST_DEVIATION, reference.deviation());
    double effect = (mean - reference.mean()) / deviation;
    effects.put(figure, Double.isFinite(effect) ? effect : 0);
    ranks.put(figure, rankEffect);
    means.put(figure, mean);
    usual.put(figure, reference.mean());
    deviations.put(figure, deviation);
  }

  /** Takes the shares of those of which a figure is 0: since the onset, and in the reference. */
  void putZeros(String figure, double now, double before) {
    zeros.put(figure, now);
    usualZeros.put(figure, before);
  }

  /** Takes the share of those with another category than the reference's most frequent. */
  void putShare(String figure, double more) {
    changedShares.put(figure, more);
  }

  /** Returns a figure's effect; 0 where it isn't known. */
  double of(MediaFigure figure) {
    return effects.getOrDefault(figure.label(), 0.0);
  }

  /** Returns a figure's effect beyond a shift that something else explains, in its unit. */
  double beyond(MediaFigure figure, double explained) {
    return of(figure) - explained / deviations.getOrDefault(figure.label(), 1.0);
  }

  /** Returns a figure's effect by ranks, which outliers don't move; 0 where it isn't known. */
  double byRanks(MediaFigure figure) {
    return ranks.getOrDefault(figure.label(), 0.0);
  }

  /** Returns the greatest effect by ranks, up or down, among the figures of a vector. */
  double mostByRanks(MediaFigure vector) {
    return ranks.entrySet().stream()
        .filter(effect -> effect.getKey().startsWith(vector.label() + "."))
        .mapToDouble(effect -> Math.abs(effect.getValue()))
        .max()
        .orElse(0);
  }

  /** Returns how many more have an unusual category than in the reference, 0 to 1. */
  double unusual(MediaFigure figure) {
    return changedShares.getOrDefault(figure.label(), 0.0);
  }

  /** Returns a figure's mean since the onset; NaN where it isn't known. */
  double mean(MediaFigure figure) {
    return means.getOrDefault(figure.label(), Double.NaN);
  }

  /** Returns a figure's mean in the reference; NaN where it isn't known. */
  double usual(MediaFigure figure) {
    return usual.getOrDefault(figure.label(), Double.NaN);
  }

  /** Returns the share of those since the onset of which a figure is 0; 0 where it isn't known. */
  double zero(MediaFigure figure) {
    return zeros.getOrDefault(figure.label(), 0.0);
  }

  /** Returns the same share of the reference. */
  double usuallyZero(MediaFigure figure) {
    return usualZeros.getOrDefault(figure.label(), 0.0);
  }

  /** Returns the root of the mean square of the effects of the bands of speech or of pauses. */
  double bands(String of) {
    double sum = 0;
    for (int band = 0; band < AudioFigure.bands(); band++) {
      double effect = Math.min(10, Math.abs(band(of, band)));
      sum += effect * effect;
    }
    return Math.sqrt(sum / AudioFigure.bands());
  }

  double band(String of, int band) {
    return effects.getOrDefault(AudioFigure.band(of, band), 0.0);
  }

  /** Writes a figure with its effect. */
  String shown(MediaFigure figure) {
    double effect = of(figure);
    // Where the reference hardly varies the figure itself says nothing.
    return Math.abs(effect) > MOST_TOLD
        ? String.format(
            Locale.ROOT, "%s beyond %+.0f sd", figure.label(), Math.copySign(MOST_TOLD, effect))
        : String.format(Locale.ROOT, "%s %+.1f sd", figure.label(), effect);
  }
}
