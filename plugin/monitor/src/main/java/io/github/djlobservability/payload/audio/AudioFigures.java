package io.github.djlobservability.payload.audio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures a recording. Stateless.
 *
 * <p>Memory: 64 bytes for each 10 ms besides the recording itself, which is not copied but at 8
 * kHz. CPU: docs/speech.md has the figures; of a recording at most 60 seconds are measured, and of
 * these at most 2,000 frames' spectra and 500 frames' pitches.
 */
public final class AudioFigures {

  private AudioFigures() {}

  /**
   * Returns the figures of a recording by their names; null for those that it doesn't have, such as
   * the pitch of a recording without voice.
   */
  public static Map<String, @Nullable Object> of(AudioClip clip) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    text(figures, AudioFigure.CONTAINER, clip.container());
    text(figures, AudioFigure.CODING, clip.coding());
    text(figures, AudioFigure.SAMPLE_RATE, Math.round(clip.sampleRate()) + " Hz");
    text(figures, AudioFigure.CHANNELS, channels(clip.channels()));
    number(figures, AudioFigure.DURATION, clip.seconds());
    Wave wave = Wave.of(clip);
    Framing framing = Framing.of(wave);
    double[] powers = framing.powers(wave);
    Activity activity = Activity.of(powers);
    levels(figures, clip, wave);
    activity(figures, activity, powers);
    spectra(figures, wave, framing, activity);
    voice(figures, wave, activity);
    return figures;
  }

  /** Returns the names of all figures, in their order. */
  public static List<String> names() {
    return List.copyOf(of(AudioClip.ofWave(8_000, new float[1])).keySet());
  }

  private static String channels(int channels) {
    return switch (channels) {
      case 1 -> "mono";
      case 2 -> "stereo";
      default -> channels + " channels";
    };
  }

  private static void levels(Map<String, @Nullable Object> into, AudioClip clip, Wave wave) {
    Peaks peaks = Peaks.of(clip);
    number(into, AudioFigure.PEAK, Decibels.of(peaks.largest() * peaks.largest()));
    number(into, AudioFigure.CLIPPED, peaks.clippedShare());
    number(into, AudioFigure.RESOLUTION, Resolution.bits(clip.samples()));
    number(into, AudioFigure.DC_OFFSET, wave.offset());
  }

  private static void activity(
      Map<String, @Nullable Object> into, Activity activity, double[] powers) {
    double speech = Activity.mean(powers, activity.speech());
    double pause = Activity.mean(powers, activity.pauses());
    number(into, AudioFigure.LEVEL, decibels(speech));
    number(into, AudioFigure.NOISE_FLOOR, decibels(pause));
    number(into, AudioFigure.SNR, Decibels.ratio(Math.max(0, speech - pause), pause, -20, 100));
    number(into, AudioFigure.SPEECH_SHARE, (double) activity.speech().length / powers.length);
    number(into, AudioFigure.SILENCE_SHARE, (double) activity.silent() / powers.length);
  }

  private static double decibels(double power) {
    return Double.isNaN(power) ? power : Decibels.of(power);
  }

  private static void spectra(
      Map<String, @Nullable Object> into, Wave wave, Framing framing, Activity activity) {
    MeanSpectrum speech = MeanSpectrum.of(wave, framing, activity.speech());
    MeanSpectrum pauses = MeanSpectrum.of(wave, framing, activity.pauses());
    double[] bands = MelBands.shares(speech);
    number(into, AudioFigure.ROLL_OFF, speech.rollOff());
    number(into, AudioFigure.BANDWIDTH, speech.bandwidth());
    number(into, AudioFigure.TILT, MelBands.tilt(bands));
    bands(into, AudioFigure.SPEECH_BAND, bands);
    bands(into, AudioFigure.PAUSE_BAND, MelBands.shares(pauses));
  }

  private static void bands(Map<String, @Nullable Object> into, String of, double[] bands) {
    for (int band = 0; band < bands.length; band++) {
      into.put(AudioFigure.band(of, band), Double.isNaN(bands[band]) ? null : bands[band]);
    }
  }

  private static void voice(Map<String, @Nullable Object> into, Wave wave, Activity activity) {
    PitchTrack pitch = PitchTrack.of(wave, activity.speech());
    number(into, AudioFigure.PITCH, pitch.median());
    number(into, AudioFigure.PITCH_RANGE, pitch.semitones());
    number(into, AudioFigure.VOICED_SHARE, pitch.voicedShare());
    number(into, AudioFigure.SPEAKING_RATE, SpeakingRate.of(activity));
    number(into, AudioFigure.REVERBERATION, Reverberation.of(wave));
    number(into, AudioFigure.FADING, FadingRate.of(activity));
    number(into, AudioFigure.HUM, MainsHum.of(wave));
  }

  private static void number(Map<String, @Nullable Object> into, AudioFigure figure, double value) {
    into.put(figure.label(), Double.isFinite(value) ? (Object) value : null);
  }

  private static void text(Map<String, @Nullable Object> into, AudioFigure figure, String value) {
    into.put(figure.label(), value);
  }
}
