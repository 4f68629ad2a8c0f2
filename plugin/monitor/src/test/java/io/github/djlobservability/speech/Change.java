package io.github.djlobservability.speech;

import io.github.djlobservability.drift.cause.Cause;
import java.util.Random;

/** A change of speech, with what is to be called its cause; its details are drawn by a seed. */
enum Change {
  TELEPHONE(Cause.CHANNEL),
  MICROPHONE(Cause.CHANNEL),
  HALF_RATE(Cause.CHANNEL),
  LOSSY(Cause.CODEC),
  NOISE_20(Cause.NOISE),
  NOISE_10(Cause.NOISE),
  BABBLE(Cause.NOISE),
  ROOM(Cause.ROOM),
  CLIPPING(Cause.LEVEL),
  VOICES(Cause.SPEAKERS),
  LANGUAGE(Cause.SPEAKERS);

  final Cause cause;

  Change(Cause cause) {
    this.cause = cause;
  }

  /** Draws one of its kind. */
  Effect draw(Random random, Speech speech) {
    return switch (this) {
      case TELEPHONE -> telephone(random);
      case MICROPHONE -> microphone(random);
      case HALF_RATE -> wave -> Filters.lowPass(wave, 0.22 + 0.02 * random.nextDouble());
      case LOSSY -> Change::ulaw;
      case NOISE_20 -> noise(random, 20);
      case NOISE_10 -> noise(random, 10);
      case BABBLE -> babble(random, speech);
      case ROOM -> room(random);
      case CLIPPING -> clipping(random);
      case VOICES, LANGUAGE -> wave -> wave;
    };
  }

  private static Effect telephone(Random random) {
    double low = 250 + 150 * random.nextDouble();
    double high = 3_100 + 500 * random.nextDouble();
    return wave ->
        ulaw(Filters.lowPass(Filters.highPass(wave, low / Speech.RATE), high / Speech.RATE));
  }

  /** A shelf and two resonances, each of up to 8 dB. */
  private static Effect microphone(Random random) {
    double tilt = sign(random) * (3 + 5 * random.nextDouble());
    double first = 300 + 900 * random.nextDouble();
    double second = 1_800 + 3_500 * random.nextDouble();
    double firstGain = sign(random) * (4 + 4 * random.nextDouble());
    double secondGain = sign(random) * (4 + 4 * random.nextDouble());
    return wave ->
        Filters.peak(
            Filters.peak(Filters.shelf(wave, 1_500, tilt), first, firstGain), second, secondGain);
  }

  private static double sign(Random random) {
    return random.nextBoolean() ? 1 : -1;
  }

  private static float[] ulaw(float[] wave) {
    float[] coded = new float[wave.length];
    for (int i = 0; i < wave.length; i++) {
      double magnitude = Math.min(1, Math.abs(wave[i]));
      double code = Math.round(127 * Math.log(1 + 255 * magnitude) / Math.log(256)) / 127.0;
      coded[i] = (float) (Math.signum(wave[i]) * (Math.pow(256, code) - 1) / 255);
    }
    return coded;
  }

  private static Effect noise(Random random, double ratio) {
    return wave -> {
      double loudness = Speech.loudness(wave) * Math.pow(10, -ratio / 20);
      float[] noisy = new float[wave.length];
      for (int i = 0; i < wave.length; i++) {
        noisy[i] = (float) (wave[i] + loudness * random.nextGaussian());
      }
      return noisy;
    };
  }

  private static Effect babble(Random random, Speech speech) {
    double ratio = 10 + 8 * random.nextDouble();
    int talkers = 4 + random.nextInt(5);
    return wave -> {
      float[] others = new float[wave.length];
      for (int i = 0; i < talkers; i++) {
        float[] other = speech.plain(random);
        int from = random.nextInt(other.length);
        for (int j = 0; j < others.length; j++) {
          others[j] += other[(from + j) % other.length];
        }
      }
      double gain = Speech.loudness(wave) / Speech.loudness(others) * Math.pow(10, -ratio / 20);
      float[] mixed = new float[wave.length];
      for (int i = 0; i < wave.length; i++) {
        mixed[i] = (float) (wave[i] + gain * others[i]);
      }
      return mixed;
    };
  }

  /** Exponentially fading noise as a room's response, 0.4 to 0.9 s to -60 dB. */
  private static Effect room(Random random) {
    double fading = 0.4 + 0.5 * random.nextDouble();
    double direct = 0.8 + 0.6 * random.nextDouble();
    float[] response = new float[(int) (fading * 0.8 * Speech.RATE)];
    double energy = 0;
    for (int i = 80; i < response.length; i++) {
      double t = i / (double) Speech.RATE;
      response[i] = (float) (random.nextGaussian() * Math.pow(10, -3 * t / fading));
      energy += response[i] * response[i];
    }
    for (int i = 0; i < response.length; i++) {
      response[i] /= (float) (Math.sqrt(energy) * direct);
    }
    response[0] = 1;
    return wave -> Filters.convolved(wave, response);
  }

  private static Effect clipping(Random random) {
    double gain = Math.pow(10, (15 + 9 * random.nextDouble()) / 20);
    return wave -> {
      float[] loud = new float[wave.length];
      for (int i = 0; i < wave.length; i++) {
        loud[i] = (float) Math.max(-1, Math.min(1, gain * wave[i]));
      }
      return loud;
    };
  }

  /** Does to a recording what the change does. */
  interface Effect {
    float[] on(float[] wave);
  }
}
