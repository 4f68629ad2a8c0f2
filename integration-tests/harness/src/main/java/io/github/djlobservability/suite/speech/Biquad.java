package io.github.djlobservability.suite.speech;

/**
 * A filter of second order, as Robert Bristow-Johnson's cookbook gives its coefficients. Keeps the
 * last samples; not thread-safe.
 */
final class Biquad {

  private final double b0;
  private final double b1;
  private final double a1;
  private final double a2;
  private double in1;
  private double in2;
  private double out1;
  private double out2;

  private Biquad(double b0, double b1, double a1, double a2) {
    this.b0 = b0;
    this.b1 = b1;
    this.a1 = a1;
    this.a2 = a2;
  }

  static Biquad lowPass(double hertz, double quality) {
    double omega = 2 * Math.PI * hertz / Sound.SAMPLE_RATE;
    double b1 = 1 - Math.cos(omega);
    return of(omega, quality, b1 / 2, b1);
  }

  static Biquad highPass(double hertz, double quality) {
    double omega = 2 * Math.PI * hertz / Sound.SAMPLE_RATE;
    double b1 = -(1 + Math.cos(omega));
    return of(omega, quality, -b1 / 2, b1);
  }

  private static Biquad of(double omega, double quality, double b0, double b1) {
    double alpha = Math.sin(omega) / (2 * quality);
    double a0 = 1 + alpha;
    return new Biquad(b0 / a0, b1 / a0, -2 * Math.cos(omega) / a0, (1 - alpha) / a0);
  }

  /** Filters the next sample. The third coefficient of what comes in is like the first. */
  double next(double in) {
    double out = b0 * (in + in2) + b1 * in1 - a1 * out1 - a2 * out2;
    in2 = in1;
    in1 = in;
    out2 = out1;
    out1 = out;
    return out;
  }
}
