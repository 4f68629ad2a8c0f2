package io.github.djlobservability.payload.audio;

import java.util.Arrays;

/**
 * The pitch of the voiced frames of speech, by their autocorrelation under a window, divided by the
 * window's own (Boersma 1993, Accurate short-term analysis of the fundamental frequency), from 60
 * to 400 Hz, at 8 kHz.
 *
 * @param median in Hz; NaN without voiced frames
 * @param semitones from the tenth to the ninetieth of a hundred voiced frames
 * @param voicedShare how many of the frames of speech are voiced, 0 to 1; NaN without speech
 */
record PitchTrack(double median, double semitones, double voicedShare) {
  private static final double RATE = 8_000;
  private static final double FRAME_SECONDS = 0.040;
  private static final double LOWEST_HZ = 60;
  private static final double HIGHEST_HZ = 400;
  private static final double VOICED = 0.5;

  /** An octave downwards costs this: of two lags that fit the shorter counts. */
  private static final double OCTAVE = 0.03;

  /** How many frames are taken at most, evenly spread. */
  private static final int MAX_FRAMES = 500;

  private static final int LEAST_VOICED = 5;

  static PitchTrack of(Wave sound, int[] speech) {
    Wave wave = sound.slower(RATE);
    int length = (int) Math.round(FRAME_SECONDS * wave.rate());
    int longest = (int) Math.ceil(wave.rate() / LOWEST_HZ);
    Fourier fourier =
        new Fourier(length, Fourier.size(Math.max(length + longest, 2 * longest + 4)));
    double[] window = windowCorrelation(length, longest + 1);
    int[] frames = everyOther(Activity.spread(speech, 2 * MAX_FRAMES));
    double[] pitches = new double[frames.length];
    int voiced = 0;
    int seen = 0;
    for (int frame : frames) {
      int from = (int) (frame * Framing.HOP_SECONDS * wave.rate());
      if (from + length <= wave.length()) {
        seen++;
        double pitch = pitch(fourier.autocorrelation(wave, from), window, wave.rate());
        if (pitch > 0) {
          pitches[voiced++] = pitch;
        }
      }
    }
    return of(Arrays.copyOf(pitches, voiced), seen);
  }

  private static PitchTrack of(double[] pitches, int seen) {
    double share = seen == 0 ? Double.NaN : (double) pitches.length / seen;
    if (pitches.length < LEAST_VOICED) {
      return new PitchTrack(Double.NaN, Double.NaN, share);
    }
    Arrays.sort(pitches);
    double low = pitches[pitches.length / 10];
    double high = pitches[pitches.length - 1 - pitches.length / 10];
    double median = pitches[pitches.length / 2];
    return new PitchTrack(median, 12 * Math.log(high / low) / Math.log(2), share);
  }

  private static int[] everyOther(int[] frames) {
    int[] some = new int[(frames.length + 1) / 2];
    for (int i = 0; i < some.length; i++) {
      some[i] = frames[2 * i];
    }
    return some;
  }

  /** The autocorrelation of a Hann window, as its definition has it (Boersma's equation 8). */
  private static double[] windowCorrelation(int length, int lags) {
    double[] values = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      double share = (double) lag / length;
      values[lag] =
          (1 - share) * (2.0 / 3 + Math.cos(2 * Math.PI * share) / 3)
              + Math.sin(2 * Math.PI * share) / (2 * Math.PI);
    }
    return values;
  }

  private static double pitch(double[] correlation, double[] window, double rate) {
    int shortest = (int) Math.floor(rate / HIGHEST_HZ);
    int longest = (int) Math.ceil(rate / LOWEST_HZ);
    double best = Double.NEGATIVE_INFINITY;
    double pitch = 0;
    for (int lag = shortest; lag <= longest; lag++) {
      double here = normalised(correlation, window, lag);
      double before = normalised(correlation, window, lag - 1);
      double after = normalised(correlation, window, lag + 1);
      if (here <= VOICED || here < before || here <= after) {
        continue;
      }
      double bend = before - 2 * here + after;
      double shift = bend == 0 ? 0 : (before - after) / (2 * bend);
      double value = here - OCTAVE * Math.log((double) lag / shortest) / Math.log(2);
      if (value > best) {
        best = value;
        pitch = rate / (lag + shift);
      }
    }
    return pitch;
  }

  private static double normalised(double[] correlation, double[] window, int lag) {
    return correlation[0] > 0 ? correlation[lag] / correlation[0] / window[lag] : 0;
  }
}
