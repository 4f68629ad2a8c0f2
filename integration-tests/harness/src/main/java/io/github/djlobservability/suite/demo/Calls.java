package io.github.djlobservability.suite.demo;

import io.github.djlobservability.suite.speech.Sound;
import io.github.djlobservability.suite.speech.SpokenDigits;
import io.github.djlobservability.suite.speech.Street;
import io.github.djlobservability.suite.speech.Telephone;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes calls without end: recordings in their order, first by a good microphone; after some of
 * them by telephone; after as many again by telephone from a noisy street. Not thread-safe.
 */
final class Calls {

  private final List<SpokenDigits> recordings;
  private final long microphoneAfter;
  private final SplittableRandom random;
  private long calls;

  /**
   * @param microphoneAfter how many calls come before the microphone changes, 0 if it never does
   */
  Calls(List<SpokenDigits> recordings, long microphoneAfter, long seed) {
    this.recordings = List.copyOf(recordings);
    this.microphoneAfter = microphoneAfter;
    this.random = new SplittableRandom(seed);
  }

  SpeechDemoRequest next() {
    long number = calls++;
    SpokenDigits recording = recordings.get((int) (number % recordings.size()));
    Sound sound = recording.sound();
    if (microphoneAfter > 0 && number >= 2 * microphoneAfter) {
      sound = Street.around(sound, random);
    }
    if (microphoneAfter > 0 && number >= microphoneAfter) {
      sound = Telephone.hear(sound);
    }
    return new SpeechDemoRequest(number, new SpokenDigits(sound, recording.words()));
  }
}
