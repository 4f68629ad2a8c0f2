package io.github.djlobservability.drift.cause;

import io.github.djlobservability.payload.audio.AudioFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells by a few rules what a change of recordings looks like; docs/speech.md has them as a table,
 * in this order. The rules are over effects: differences of means in standard deviations of single
 * recordings. Stateless.
 */
final class SpeechRules {
  /** Smaller effects are no change, however many recordings there are. */
  private static final double LEAST = 0.5;

  /** The effect of one figure counts from this multiple of its standard error on. */
  private static final double ERRORS = 2.5;

  /** The effect of twelve bands together counts from this multiple of one's error on. */
  private static final double BAND_ERRORS = 1.6;

  private static final double STRONG = 1.5;
  private static final double LOUDER = 1;
  private static final double PAUSES = 0.7;
  private static final double BANDWIDTH = -4;
  private static final double RESOLUTION = -4;

  /** From this share of cut samples on the level is at fault. */
  private static final double CLIPPED = 0.001;

  /** Between the two it is not told whether a room or noise is behind the speech. */
  private static final double ROOM = 0.5;

  private static final double NOISE = 0.1;

  /** Figures that speech alone makes. */
  private static final List<AudioFigure> VOICE =
      List.of(
          AudioFigure.DURATION,
          AudioFigure.ROLL_OFF,
          AudioFigure.BANDWIDTH,
          AudioFigure.TILT,
          AudioFigure.PITCH,
          AudioFigure.PITCH_RANGE,
          AudioFigure.VOICED_SHARE,
          AudioFigure.SPEAKING_RATE,
          AudioFigure.SPEECH_SHARE,
          AudioFigure.REVERBERATION);

  private SpeechRules() {}

  /**
   * Tells the cause.
   *
   * @param effects of the recordings since the onset
   * @param count how many recordings there are
   */
  static LikelyCause of(Effects effects, int count) {
    double least = Math.max(LEAST, ERRORS / Math.sqrt(count));
    double speech = effects.bands(AudioFigure.SPEECH_BAND);
    double pauses = effects.bands(AudioFigure.PAUSE_BAND);
    double leastBands = BAND_ERRORS / Math.sqrt(count);
    boolean pausesChanged = pauses > Math.max(PAUSES, leastBands);
    boolean speechChanged = speech > Math.max(LEAST, leastBands);
    if (effects.unusual(AudioFigure.SAMPLE_RATE) > LEAST) {
      return new LikelyCause(Cause.CHANNEL, List.of("another sample rate"));
    }
    if (effects.unusual(AudioFigure.CODING) > LEAST) {
      return new LikelyCause(Cause.CODEC, List.of("another coding"));
    }
    if (effects.mean(AudioFigure.CLIPPED) > CLIPPED && effects.of(AudioFigure.CLIPPED) > STRONG) {
      return cause(Cause.LEVEL, effects, AudioFigure.LEVEL, AudioFigure.PEAK);
    }
    if (isNoisier(effects, least)) {
      return behind(effects);
    }
    if (pausesChanged && (effects.of(AudioFigure.BANDWIDTH) < BANDWIDTH || speechChanged)) {
      return new LikelyCause(
          Cause.CHANNEL,
          List.of(
              effects.shown(AudioFigure.BANDWIDTH),
              shown("spectrum of speech", speech),
              shown("of pauses", pauses)));
    }
    if (effects.of(AudioFigure.RESOLUTION) < RESOLUTION) {
      return cause(Cause.CODEC, effects, AudioFigure.RESOLUTION);
    }
    if (isLouder(effects, least)) {
      return cause(Cause.LEVEL, effects, AudioFigure.LEVEL, AudioFigure.NOISE_FLOOR);
    }
    boolean voice = VOICE.stream().anyMatch(figure -> Math.abs(effects.of(figure)) > least);
    if ((voice || speechChanged)
        && !pausesChanged
        && Math.abs(effects.of(AudioFigure.SNR)) < STRONG) {
      return new LikelyCause(
          Cause.SPEAKERS,
          List.of(
              effects.shown(AudioFigure.PITCH),
              effects.shown(AudioFigure.SPEAKING_RATE),
              shown("spectrum of speech", speech)));
    }
    return new LikelyCause(Cause.UNCLEAR, List.of());
  }

  private static boolean isNoisier(Effects effects, double least) {
    return effects.of(AudioFigure.SNR) < -Math.max(STRONG, least)
        && effects.of(AudioFigure.NOISE_FLOOR) > LEAST;
  }

  /**
   * A room lengthens words, takes voice from the voiced frames and speed from the envelope; noise
   * hides the ends of words and does nothing to the rest.
   */
  private static LikelyCause behind(Effects effects) {
    double room =
        (effects.of(AudioFigure.SPEECH_SHARE)
                - effects.of(AudioFigure.VOICED_SHARE)
                - effects.of(AudioFigure.REVERBERATION)
                + effects.of(AudioFigure.PITCH_RANGE))
            / 4;
    if (room > ROOM) {
      return cause(Cause.ROOM, effects, AudioFigure.REVERBERATION, AudioFigure.FADING);
    }
    return room < NOISE
        ? cause(Cause.NOISE, effects, AudioFigure.NOISE_FLOOR, AudioFigure.SNR)
        : new LikelyCause(Cause.UNCLEAR, List.of());
  }

  /** A gain moves the noise as it moves the speech. */
  private static boolean isLouder(Effects effects, double least) {
    double level = effects.of(AudioFigure.LEVEL);
    double floor = effects.of(AudioFigure.NOISE_FLOOR);
    return Math.abs(level) > Math.max(STRONG, least)
        && level * floor > 0
        && Math.abs(floor) > LOUDER
        && Math.abs(effects.of(AudioFigure.SNR)) < LOUDER;
  }

  private static String shown(String what, double effect) {
    return String.format(Locale.ROOT, "%s %.1f sd", what, effect);
  }

  private static LikelyCause cause(Cause cause, Effects effects, AudioFigure... figures) {
    List<String> evidence = new ArrayList<>();
    for (AudioFigure figure : figures) {
      evidence.add(effects.shown(figure));
    }
    return new LikelyCause(cause, evidence);
  }
}
