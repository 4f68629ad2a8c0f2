package io.github.djlobservability.samples.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the words of a recording by their energy: what is louder than a level between the floor of
 * the recording and its top, for long enough. Short gaps are part of a word, as the one before the
 * last sound of "eight".
 */
public final class WordFinder {

  /** 10 ms. */
  private static final int FRAME = Recording.SAMPLE_RATE / 100;

  private static final double FLOOR_QUANTILE = 0.1;
  private static final double TOP_QUANTILE = 0.95;

  /** Where between floor and top a word begins. */
  private static final double THRESHOLD = 0.4;

  /** A recording whose top is less above its floor has no words, or none that stand out. */
  private static final double SMALLEST_RANGE_DB = 6;

  private static final int LONGEST_GAP_FRAMES = 14;
  private static final int SHORTEST_WORD_FRAMES = 12;

  /** Is part of a word on both sides: its beginning and end are soft. */
  private static final int MARGIN_FRAMES = 3;

  private static final double SILENCE = 1e-10;

  private WordFinder() {}

  /** Returns the words in their order; none where nothing stands out. */
  public static List<Stretch> find(Recording recording) {
    double[] levels = levels(recording.samples());
    if (levels.length < SHORTEST_WORD_FRAMES) {
      return List.of();
    }
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double floor = sorted[(int) (FLOOR_QUANTILE * (sorted.length - 1))];
    double top = sorted[(int) (TOP_QUANTILE * (sorted.length - 1))];
    return top - floor < SMALLEST_RANGE_DB
        ? List.of()
        : words(levels, floor + THRESHOLD * (top - floor));
  }

  private static List<Stretch> words(double[] levels, double threshold) {
    List<Stretch> words = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int frame = 0; frame < levels.length; frame++) {
      if (levels[frame] < threshold) {
        continue;
      }
      if (first >= 0 && frame - last > LONGEST_GAP_FRAMES) {
        addWord(words, first, last, levels.length);
        first = frame;
      }
      first = first < 0 ? frame : first;
      last = frame;
    }
    if (first >= 0) {
      addWord(words, first, last, levels.length);
    }
    return words;
  }

  private static void addWord(List<Stretch> words, int first, int last, int frames) {
    if (last - first + 1 >= SHORTEST_WORD_FRAMES) {
      int start = Math.max(0, first - MARGIN_FRAMES);
      int end = Math.min(frames, last + 1 + MARGIN_FRAMES);
      words.add(new Stretch(start * FRAME, end * FRAME));
    }
  }

  /** Returns the level of each frame in dB. */
  private static double[] levels(float[] samples) {
    double[] levels = new double[samples.length / FRAME];
    for (int frame = 0; frame < levels.length; frame++) {
      double energy = 0;
      for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
        energy += samples[i] * samples[i];
      }
      levels[frame] = 10 * Math.log10(energy / FRAME + SILENCE);
    }
    return levels;
  }
}
