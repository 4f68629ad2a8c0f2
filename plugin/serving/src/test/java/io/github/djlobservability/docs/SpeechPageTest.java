package io.github.djlobservability.docs;

import static io.github.djlobservability.docs.GeneratedTable.code;

import io.github.djlobservability.payload.audio.AudioFigure;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the page on speech to the figures that there are. */
class SpeechPageTest {

  @Test
  void namesEveryFigureOfARecording() throws IOException {
    List<List<String>> rows =
        Arrays.stream(AudioFigure.values())
            .map(figure -> List.of(code(figure.label()), figure.unit(), figure.source()))
            .toList();
    GeneratedTable.of("speech.md", "audio").holds(List.of("figure", "unit", "how"), rows);
  }
}
