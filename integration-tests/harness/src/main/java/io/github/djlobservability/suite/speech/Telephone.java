package io.github.djlobservability.suite.speech;

import java.util.Arrays;
import java.util.List;

/**
 * Carries a voice as a telephone does: the band from 300 to 3,400 Hz, 8,000 samples a second in
 * u-law, and then again 16,000 of 16 bits, as a gateway makes of it.
 */
public final class Telephone {

  private static final double LOWEST_HZ = 300;
  private static final double HIGHEST_HZ = 3_400;

  /** The qualities of Butterworth's filters, of fourth and of eighth order. */
  private static final double[] FOURTH_ORDER = {0.541, 1.307};

  private static final double[] EIGHTH_ORDER = {0.510, 0.601, 0.900, 2.563};

  private static final double MU = 255;
  private static final int STEPS = 127;

  private Telephone() {}

  /** Returns what arrives at the other end. */
  public static Sound hear(Sound sound) {
    double[] band = filtered(filtered(sound.samples(), highPass()), lowPass());
    double[] line = new double[band.length];
    for (int i = 0; i < band.length; i += 2) {
      // Every second sample is silence, which halves the amplitude.
      line[i] = 2 * coded(band[i]);
    }
    return new Sound(filtered(line, lowPass()));
  }

  private static List<Biquad> highPass() {
    return Arrays.stream(FOURTH_ORDER)
        .mapToObj(quality -> Biquad.highPass(LOWEST_HZ, quality))
        .toList();
  }

  private static List<Biquad> lowPass() {
    return Arrays.stream(EIGHTH_ORDER)
        .mapToObj(quality -> Biquad.lowPass(HIGHEST_HZ, quality))
        .toList();
  }

  private static double[] filtered(double[] samples, List<Biquad> filters) {
    double[] filtered = samples.clone();
    for (Biquad filter : filters) {
      for (int i = 0; i < filtered.length; i++) {
        filtered[i] = filter.next(filtered[i]);
      }
    }
    return filtered;
  }

  /** Codes a sample in u-law, and back. */
  private static double coded(double sample) {
    double magnitude = Math.min(1, Math.abs(sample));
    double code = Math.round(STEPS * Math.log1p(MU * magnitude) / Math.log1p(MU));
    return Math.copySign(Math.expm1(code / STEPS * Math.log1p(MU)) / MU, sample);
  }
}
