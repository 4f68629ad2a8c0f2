package io.github.djlobservability.samples.synthesis;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import io.github.djlobservability.samples.speech.Recording;
import java.util.Arrays;

/**
 * Speaks words with FreeTTS, whose one voice at 16 kHz is made to sound like several. The same word
 * of the same caller is the same samples. Not thread-safe.
 */
final class Synthesiser implements AutoCloseable {

  private static final String VOICE = "kevin16";

  /** Softer than this at the ends of a word is silence, of full scale. */
  private static final float SILENCE = 0.004f;

  private final SoundBuffer buffer = new SoundBuffer(Recording.SAMPLE_RATE);
  private final Voice voice;

  Synthesiser() {
    voice =
        Arrays.stream(new KevinVoiceDirectory().getVoices())
            .filter(candidate -> candidate.getName().equals(VOICE))
            .findFirst()
            .orElseThrow();
    voice.allocate();
    voice.setAudioPlayer(buffer);
  }

  /** Returns the samples of a word, without the silence before and after it. */
  float[] say(String word, Caller caller) {
    voice.setPitch(caller.pitchHz());
    voice.setPitchRange(caller.pitchRangeHz());
    voice.setRate(caller.wordsPerMinute());
    if (!voice.speak(word)) {
      throw new IllegalStateException("FreeTTS could not speak " + word);
    }
    float[] samples = buffer.take();
    int start = 0;
    while (start < samples.length && Math.abs(samples[start]) < SILENCE) {
      start++;
    }
    int end = samples.length;
    while (end > start && Math.abs(samples[end - 1]) < SILENCE) {
      end--;
    }
    return Arrays.copyOfRange(samples, start, end);
  }

  /** Ends the synthesiser's thread. */
  @Override
  public void close() {
    voice.deallocate();
  }
}
