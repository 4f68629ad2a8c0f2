package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.MediaFigure;

/** A figure of a recording: its name in features, its unit, and where it is from. */
public enum AudioFigure implements MediaFigure {
  CONTAINER("container", "category: wav, aiff, au; wave of numbers", "the file's mark"),
  CODING("coding", "category: pcm_s16, float32, ulaw, ...", "the file's header; ITU-T G.711"),
  SAMPLE_RATE("sample_rate", "category: 16000 Hz", "the file's header"),
  CHANNELS("channels", "category: mono, stereo, ...", "the file's header"),
  DURATION("duration_s", "seconds, of all of it", "samples by the sample rate"),
  LEVEL("level_dbfs", "dB to full scale", "mean power of the frames of speech"),
  PEAK("peak_dbfs", "dB to full scale", "the largest sample"),
  CLIPPED("clipped_share", "0 to 1", "samples in runs of three or more at the extreme"),
  RESOLUTION("resolution_bits", "bits", "log2 of how many different values there are, in 16 bits"),
  DC_OFFSET("dc_offset", "of full scale, -1 to 1", "mean of the samples"),
  NOISE_FLOOR("noise_floor_dbfs", "dB to full scale", "mean power of the pauses"),
  SNR("snr_db", "dB", "power of speech less that of the pauses, to that of the pauses"),
  SPEECH_SHARE("speech_share", "0 to 1", "frames of speech among all"),
  SILENCE_SHARE("silence_share", "0 to 1", "frames of digital silence among all"),
  ROLL_OFF("rolloff_hz", "Hz", "95 % of the power of speech is below, as librosa has it"),
  BANDWIDTH("bandwidth_hz", "Hz", "highest frequency of speech within 50 dB of its greatest"),
  TILT("tilt_db_per_octave", "dB per octave", "slope of the bands of speech from 300 Hz on"),
  PITCH("pitch_hz", "Hz", "median of voiced frames; Boersma 1993"),
  PITCH_RANGE("pitch_range_st", "semitones", "from the 10th to the 90th of 100 voiced frames"),
  VOICED_SHARE("voiced_share", "0 to 1", "voiced frames among those of speech"),
  SPEAKING_RATE("syllables_per_s", "1/s", "peaks of the level; de Jong and Wempe 2009"),
  REVERBERATION("modulation_db", "dB", "envelope at 4-18 Hz to 18-60 Hz; after Falk et al. 2010"),
  FADING("fading_db_per_s", "dB/s", "fall of level over 50 ms that one frame in 20 exceeds"),
  HUM("hum_db", "dB", "50 or 60 Hz with two harmonics to 7 Hz beside");

  /** Begins the names of the twelve bands of speech, as in {@code speech_1187_hz_db}. */
  public static final String SPEECH_BAND = "speech_";

  /** Begins the names of the twelve bands of pauses. */
  public static final String PAUSE_BAND = "pause_";

  private final String label;
  private final String unit;
  private final String source;

  AudioFigure(String label, String unit, String source) {
    this.label = label;
    this.unit = unit;
    this.source = source;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String source() {
    return source;
  }

  /** Returns how many bands there are of speech, and of pauses. */
  public static int bands() {
    return MelBands.COUNT;
  }

  /** Returns the name of a band: what it is of, its middle in Hz, its unit. */
  public static String band(String of, int band) {
    return of + Math.round(MelBands.middle(band)) + "_hz_db";
  }
}
