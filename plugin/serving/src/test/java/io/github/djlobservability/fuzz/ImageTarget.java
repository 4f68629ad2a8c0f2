package io.github.djlobservability.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.image.Picture;
import io.github.djlobservability.payload.media.MalformedMediaException;

/** Reads an image and measures it. */
final class ImageTarget implements FuzzTarget {
  @Override
  public void take(byte[] input) {
    Picture picture;
    try {
      picture = ImageReader.read(input);
    } catch (MalformedMediaException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return;
    }
    assertThat(ImageFigures.of(picture)).isNotEmpty();
  }
}
