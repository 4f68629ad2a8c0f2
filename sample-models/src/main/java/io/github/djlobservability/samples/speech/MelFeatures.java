package io.github.djlobservability.samples.speech;

/**
 * Makes of a word the numbers that the model reads: the power in {@value #BANDS} mel bands, in dB
 * below the word's loudest, in each of {@value #SLICES} equal parts of its time, and its duration.
 * So neither how loud nor how fast someone speaks counts for much.
 */
public final class MelFeatures {

  private static final int BANDS = 20;
  private static final int SLICES = 8;

  /** How many numbers the model reads for a word. */
  public static final int WIDTH = BANDS * SLICES + 1;

  private static final int HOP = Recording.SAMPLE_RATE / 100;
  private static final double LOWEST_HZ = 80;
  private static final double HIGHEST_HZ = 7_600;

  /** Weaker than this below the loudest is as good as nothing. */
  private static final double RANGE_DB = 60;

  private static final double NOTHING = 1e-12;

  /** The first and the last frequency of each triangle, and the one in its middle, as places. */
  private static final double[] EDGES = edges();

  private MelFeatures() {}

  private static double[] edges() {
    double[] edges = new double[BANDS + 2];
    double lowest = mel(LOWEST_HZ);
    double step = (mel(HIGHEST_HZ) - lowest) / (BANDS + 1);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(lowest + i * step) * PowerSpectrum.SIZE / Recording.SAMPLE_RATE;
    }
    return edges;
  }

  private static double mel(double hertz) {
    return 1127 * Math.log1p(hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * Math.expm1(mel / 1127);
  }

  /** Writes the features of a word into an array, {@link #WIDTH} numbers from a place on. */
  public static void write(Recording recording, Stretch word, float[] features, int place) {
    double[][] powers = powers(recording.samples(), word);
    double loudest = NOTHING;
    for (double[] slice : powers) {
      for (double power : slice) {
        loudest = Math.max(loudest, power);
      }
    }
    int next = place;
    for (double[] slice : powers) {
      for (double power : slice) {
        double below = 10 * Math.log10(Math.max(power, NOTHING) / loudest);
        features[next++] = (float) (1 + 2 * Math.max(below, -RANGE_DB) / RANGE_DB);
      }
    }
    features[next] = (float) Recording.seconds(word.length());
  }

  /** Returns the mean power of each band in each part of the word's time. */
  private static double[][] powers(float[] samples, Stretch word) {
    double[][] sums = new double[SLICES][BANDS];
    int[] counts = new int[SLICES];
    int frames = Math.max(SLICES, word.length() / HOP);
    for (int frame = 0; frame < frames; frame++) {
      int slice = frame * SLICES / frames;
      addBands(PowerSpectrum.of(samples, word.start() + frame * HOP), sums[slice]);
      counts[slice]++;
    }
    for (int slice = 0; slice < SLICES; slice++) {
      for (int band = 0; band < BANDS; band++) {
        sums[slice][band] /= counts[slice];
      }
    }
    return sums;
  }

  private static void addBands(double[] spectrum, double[] sums) {
    for (int band = 0; band < BANDS; band++) {
      double low = EDGES[band];
      double middle = EDGES[band + 1];
      double high = EDGES[band + 2];
      for (int i = (int) Math.ceil(low); i < high; i++) {
        double weight = i < middle ? (i - low) / (middle - low) : (high - i) / (high - middle);
        sums[band] += weight * spectrum[i];
      }
    }
  }
}
