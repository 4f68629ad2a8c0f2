package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.audio.AudioClip;
import io.github.djlobservability.payload.audio.AudioFigures;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.media.MalformedMediaException;

/** Reads a recording and measures it. */
final class AudioTarget implements FuzzTarget {
  @Override
  public void take(byte[] input) {
    AudioClip clip;
    try {
      clip = AudioReader.read(input);
    } catch (MalformedMediaException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return;
    }
    assertThat(AudioFigures.of(clip)).isNotEmpty();
  }
}
