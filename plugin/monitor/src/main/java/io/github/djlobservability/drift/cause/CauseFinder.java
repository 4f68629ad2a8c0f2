package io.github.djlobservability.drift.cause;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.image.ImageFigure;
import io.github.djlobservability.payload.media.MediaFigure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the figures of the last {@value #ITEMS} recordings or images, and tells of a change
 * what it looks like. Memory: 1 kB for each figure that the reference has of them, none for a
 * reference without any. After a restart it remembers anew. Not thread-safe.
 */
public final class CauseFinder {
  private static final int ITEMS = 128;

  /** Fewer tell nothing. */
  private static final int LEAST_ITEMS = 3;

  /** A deviation is taken for no less than this share of a full unit, so that none is 0. */
  private static final double LEAST_DEVIATION = 1e-4;

  private final List<Figure> figures = new ArrayList<>();
  private final @Nullable String field;
  private final Rules rules;
  private long items;

  /** Tells the cause of the effects of some recordings or images. */
  @FunctionalInterface
  private interface Rules {
    LikelyCause of(String figure, Effects effects, int count);
  }

  /** One figure among the monitor's features, with its last values. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Figure(int index, String label, FeatureReference reference, float[] last) {}

  /**
   * @param references the monitor's features, in its items' order
   */
  public CauseFinder(FeatureReference[] references) {
    String recording = field(references, AudioFigure.NOISE_FLOOR);
    field = recording == null ? field(references, ImageFigure.SHARPNESS) : recording;
    rules = recording == null ? ImageRules::of : SpeechRules::of;
    for (int i = 0; i < references.length && field != null; i++) {
      String name = references[i].name();
      if (name.startsWith(field)) {
        String label = name.substring(field.length());
        figures.add(new Figure(i, label, references[i], new float[ITEMS]));
      }
    }
  }

  /** Returns the first field that has a figure, with its dot; null without any. */
  private static @Nullable String field(FeatureReference[] references, MediaFigure figure) {
    String mark = "." + figure.label();
    for (FeatureReference reference : references) {
      if (reference.name().endsWith(mark)) {
        return reference.name().substring(0, reference.name().length() - mark.length() + 1);
      }
    }
    return null;
  }

  /**
   * Takes in an item.
   *
   * @param values of the monitor's features
   * @param faults 0 where there is a value
   */
  public void observe(double[] values, byte[] faults) {
    int place = (int) (items++ % ITEMS);
    for (Figure figure : figures) {
      boolean there = faults[figure.index()] == 0 || !figure.reference().isNumeric();
      figure.last()[place] = there ? (float) values[figure.index()] : Float.NaN;
    }
  }

  /**
   * Tells what a change looks like.
   *
   * @param feature that changed; a name in brackets is all of them
   * @param onset the first item after the change, counted from 1
   * @return null if it is no change of a recording or an image
   */
  public @Nullable LikelyCause find(String feature, long onset) {
    if (field == null || !(feature.startsWith(field) || feature.startsWith("("))) {
      return null;
    }
    int count = (int) Math.min(Math.min(ITEMS, items), items - onset + 1);
    if (count < LEAST_ITEMS) {
      return new LikelyCause(Cause.UNCLEAR, List.of());
    }
    Effects effects = new Effects();
    for (Figure figure : figures) {
      double mean = mean(figure, count);
      if (figure.reference().isNumeric()) {
        effects.put(figure.label(), effect(figure.reference(), mean), mean);
      } else {
        effects.putShare(figure.label(), unusual(figure, count));
      }
    }
    String figure = feature.startsWith(field) ? feature.substring(field.length()) : feature;
    return rules.of(figure, effects, count);
  }

  private static double effect(FeatureReference reference, double mean) {
    double deviation = Math.max(LEAST_DEVIATION, reference.summary().deviation());
    double effect = (mean - reference.summary().mean()) / deviation;
    return Double.isFinite(effect) ? effect : 0;
  }

  private double mean(Figure figure, int count) {
    double sum = 0;
    int present = 0;
    for (long i = items - count; i < items; i++) {
      float value = figure.last()[(int) (i % ITEMS)];
      if (!Float.isNaN(value)) {
        sum += value;
        present++;
      }
    }
    return sum / present;
  }

  /** Returns how many more than in the reference are not of its most frequent category. */
  private double unusual(Figure figure, int count) {
    long[] counts = figure.reference().counts();
    int most = 0;
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
      total += counts[i];
    }
    int others = 0;
    for (long i = items - count; i < items; i++) {
      others += figure.last()[(int) (i % ITEMS)] == most ? 0 : 1;
    }
    return (double) others / count - (1 - (double) counts[most] / Math.max(1, total));
  }
}
