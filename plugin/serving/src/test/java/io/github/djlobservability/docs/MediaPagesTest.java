package io.github.djlobservability.docs;

import static io.github.djlobservability.docs.GeneratedTable.code;

import io.github.djlobservability.payload.audio.AudioFigure;
import io.github.djlobservability.payload.image.ImageFigure;
import io.github.djlobservability.payload.media.MediaFigure;
import io.github.djlobservability.payload.text.TextFigure;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the pages on speech, images and texts to the figures that there are. */
class MediaPagesTest {

  @Test
  void namesEveryFigureOfARecording() throws IOException {
    hold("speech.md", "audio", AudioFigure.values());
  }

  @Test
  void namesEveryFigureOfAnImage() throws IOException {
    hold("images.md", "images", ImageFigure.values());
  }

  @Test
  void namesEveryFigureOfAText() throws IOException {
    hold("text.md", "texts", TextFigure.values());
  }

  private static void hold(String page, String table, MediaFigure[] figures) throws IOException {
    List<List<String>> rows =
        Arrays.stream(figures)
            .map(figure -> List.of(code(figure.label()), figure.unit(), figure.source()))
            .toList();
    GeneratedTable.of(page, table).holds(List.of("figure", "unit", "how"), rows);
  }
}
