package io.github.djlobservability.drift.cause;

import io.github.djlobservability.payload.audio.AudioFigure;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far the figures of recordings are from the reference: the difference of the means in standard
 * deviations of single recordings, as the reference has them. Not thread-safe.
 */
final class Effects {
  private final Map<String, Double> effects = new HashMap<>();
  private final Map<String, Double> changedShares = new HashMap<>();

  void put(String figure, double effect) {
    effects.put(figure, effect);
  }

  /** Takes the share of recordings with another category than the reference's most frequent. */
  void putShare(String figure, double more) {
    changedShares.put(figure, more);
  }

  /** Returns a figure's effect; 0 where it isn't known. */
  double of(AudioFigure figure) {
    return effects.getOrDefault(figure.label(), 0.0);
  }

  /** Returns how many more recordings have an unusual category than in the reference, 0 to 1. */
  double unusual(AudioFigure figure) {
    return changedShares.getOrDefault(figure.label(), 0.0);
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
  String shown(AudioFigure figure) {
    return String.format(Locale.ROOT, "%s %+.1f sd", figure.label(), of(figure));
  }
}
