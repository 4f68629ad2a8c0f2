package io.github.djlobservability.drift.cause;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.image.ImageFigure;
import io.github.djlobservability.payload.media.MediaFigure;
import io.github.djlobservability.payload.text.TextFigure;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the figures of the last {@value #ITEMS} recordings, images or texts of a field, and
 * tells of a change what it looks like. Memory: 1 kB for each figure that the reference has of
 * them. After a restart it remembers anew. Not thread-safe.
 */
final class FieldCauses {
  private static final int ITEMS = 128;

  /** Causes of more fields are not told. */
  private static final int MAX_FIELDS = 16;

  /** Fewer tell nothing. */
  private static final int LEAST_ITEMS = 3;

  /** A deviation is taken for no less than this share of a full unit, so that none is 0. */
  private static final double LEAST_DEVIATION = 1e-4;

  private final List<Figure> figures = new ArrayList<>();
  private final String field;
  private final Rules rules;
  private long items;

  /** Tells the cause of the effects of some items. */
  @FunctionalInterface
  private interface Rules {
    LikelyCause of(String figure, Effects effects, int count);
  }

  /** One figure among the monitor's features, with its last values. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Figure(int index, String label, FeatureReference reference, float[] last) {}

  private FieldCauses(String field, Rules rules, FeatureReference[] references) {
    this.field = field;
    this.rules = rules;
    for (int i = 0; i < references.length; i++) {
      String name = references[i].name();
      if (name.startsWith(field)) {
        String label = name.substring(field.length());
        figures.add(new Figure(i, label, references[i], new float[ITEMS]));
      }
    }
  }

  /** Finds the fields of recordings, of images and of texts, in this order. */
  static List<FieldCauses> of(FeatureReference[] references) {
    List<FieldCauses> all = new ArrayList<>();
    add(all, references, AudioFigure.NOISE_FLOOR, SpeechRules::of);
    add(all, references, ImageFigure.SHARPNESS, ImageRules::of);
    add(all, references, TextFigure.CROSS_ENTROPY, TextRules::of);
    return all;
  }

  /** Adds each field that has a figure. */
  private static void add(
      List<FieldCauses> to, FeatureReference[] references, MediaFigure figure, Rules rules) {
    String mark = "." + figure.label();
    for (FeatureReference reference : references) {
      String name = reference.name();
      if (name.endsWith(mark) && to.size() < MAX_FIELDS) {
        String field = name.substring(0, name.length() - mark.length() + 1);
        to.add(new FieldCauses(field, rules, references));
      }
    }
  }

  /**
   * Takes in an item.
   *
   * @param values of the monitor's features
   * @param faults 0 where there is a value
   */
  void observe(double[] values, byte[] faults) {
    int place = (int) (items++ % ITEMS);
    for (Figure figure : figures) {
      boolean there = faults[figure.index()] == 0 || !figure.reference().isNumeric();
      figure.last()[place] = there ? (float) values[figure.index()] : Float.NaN;
    }
  }

  /** Returns whether a feature is one of the field's figures. */
  boolean has(String feature) {
    return feature.startsWith(field);
  }

  /**
   * Tells what a change looks like.
   *
   * @param feature that changed; another than the field's is all of them
   * @param onset the first item after the change, counted from 1
   */
  LikelyCause find(String feature, long onset) {
    int count = (int) Math.min(Math.min(ITEMS, items), items - onset + 1);
    if (count < LEAST_ITEMS) {
      return new LikelyCause(Cause.UNCLEAR, List.of());
    }
    Effects effects = new Effects();
    for (Figure figure : figures) {
      double mean = mean(figure, count);
      if (figure.reference().isNumeric()) {
        effects.put(
            figure.label(),
            effect(figure.reference(), mean),
            mean,
            figure.reference().summary().mean());
      } else {
        effects.putShare(figure.label(), unusual(figure, count));
      }
    }
    String figure = has(feature) ? feature.substring(field.length()) : feature;
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
