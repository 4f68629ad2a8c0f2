package io.github.djlobservability.payload.audio;

/**
 * How loud each tone of a recording is at each moment, few of each: moments are evenly spread,
 * tones on the mel scale. The loudest is 1, what is 60 dB below it is 0. For reading only.
 */
public final class Spectrogram {
  private static final double RANGE = 60;

  private final int columns;
  private final int rows;
  private final double seconds;
  private final double highestHz;
  private final float[] loudness;

  private Spectrogram(int columns, int rows, double seconds, double highestHz, float[] loudness) {
    this.columns = columns;
    this.rows = rows;
    this.seconds = seconds;
    this.highestHz = highestHz;
    this.loudness = loudness;
  }

  /**
   * Makes one of the part of a recording that is listened to.
   *
   * @param mostColumns moments at most
   * @param rows tones
   */
  public static Spectrogram of(AudioClip clip, int mostColumns, int rows) {
    Wave wave = Wave.of(clip);
    Framing framing = Framing.of(wave);
    int columns = Math.max(1, Math.min(mostColumns, framing.count()));
    double highest = Math.min(MelBands.HIGHEST_HZ, wave.rate() / 2);
    double[] powers = new double[columns * rows];
    if (framing.count() > 0) {
      Fourier fourier = new Fourier(framing.length(), Fourier.size(framing.length()));
      double binHz = wave.rate() / (2.0 * (fourier.bins() - 1));
      for (int column = 0; column < columns; column++) {
        double[] bins = new double[fourier.bins()];
        int from = (int) ((long) column * framing.count() / columns);
        int middle = (int) ((column + 0.5) * framing.count() / columns);
        fourier.add(wave, from * framing.hop(), middle * framing.hop(), bins);
        fill(powers, column, columns, rows, bins, binHz, highest);
      }
    }
    double seconds = wave.length() / wave.rate();
    return new Spectrogram(columns, rows, seconds, highest, scaled(powers));
  }

  /** The highest tone is the first row. */
  private static void fill(
      double[] powers,
      int column,
      int columns,
      int rows,
      double[] bins,
      double binHz,
      double highest) {
    double top = MelBands.mel(highest);
    for (int row = 0; row < rows; row++) {
      int from = (int) (MelBands.hertz(top * (rows - row - 1) / rows) / binHz);
      int to = (int) (MelBands.hertz(top * (rows - row) / rows) / binHz);
      double most = 0;
      for (int bin = from; bin <= Math.min(to, bins.length - 1); bin++) {
        most = Math.max(most, bins[bin]);
      }
      powers[row * columns + column] = most;
    }
  }

  private static float[] scaled(double[] powers) {
    double most = 0;
    for (double power : powers) {
      most = Math.max(most, power);
    }
    float[] loudness = new float[powers.length];
    for (int i = 0; i < powers.length && most > 0; i++) {
      double below = powers[i] > 0 ? 10 * Math.log10(powers[i] / most) : -RANGE;
      loudness[i] = (float) Math.max(0, 1 + below / RANGE);
    }
    return loudness;
  }

  /** Returns how many moments there are. */
  public int columns() {
    return columns;
  }

  /** Returns how many tones there are. */
  public int rows() {
    return rows;
  }

  /** Returns how long the part is that is shown. */
  public double seconds() {
    return seconds;
  }

  /** Returns the highest tone. */
  public double highestHz() {
    return highestHz;
  }

  /** Returns how loud it is at a place, row by row from the highest tone on, 0 to 1. */
  public float loudness(int place) {
    return loudness[place];
  }
}
