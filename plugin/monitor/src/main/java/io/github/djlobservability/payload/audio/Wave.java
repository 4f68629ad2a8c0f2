package io.github.djlobservability.payload.audio;

/**
 * One channel of sound without its mean (DC offset). The samples are for reading only.
 *
 * @param samples full scale is 1
 * @param offset their mean
 * @param rate in Hz
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, changed by nobody
record Wave(float[] samples, double offset, double rate) {

  static Wave of(AudioClip clip) {
    double sum = 0;
    for (float sample : clip.samples()) {
      sum += sample;
    }
    return new Wave(clip.samples(), sum / clip.samples().length, clip.sampleRate());
  }

  int length() {
    return samples.length;
  }

  double get(int index) {
    return samples[index] - offset;
  }

  /** Returns the mean of the squares of some samples. */
  double power(int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      double value = samples[i] - offset;
      sum += value * value;
    }
    return sum / length;
  }

  /**
   * Returns the sound at a whole part of its rate, the nearest above a wanted one; each new sample
   * is the mean of those it stands for.
   */
  Wave slower(double wanted) {
    int step = (int) Math.floor(rate / wanted);
    if (step <= 1) {
      return this;
    }
    float[] means = new float[samples.length / step];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int j = i * step; j < (i + 1) * step; j++) {
        sum += samples[j];
      }
      means[i] = (float) (sum / step);
    }
    return new Wave(means, offset, rate / step);
  }
}
