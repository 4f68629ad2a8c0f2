package io.github.djlobservability.report.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

  @Test
  void anotherDecoderReadsWhatWasWritten() throws IOException {
    byte[] pixels = new byte[3 * 7 * 5];
    new Random(3).nextBytes(pixels);
    BufferedImage colours = ImageIO.read(new ByteArrayInputStream(Png.of(7, 5, pixels)));
    BufferedImage grey = ImageIO.read(new ByteArrayInputStream(Png.of(21, 5, pixels)));
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 21; x++) {
        int written = pixels[y * 21 + x] & 0xff;
        assertThat(grey.getRaster().getSample(x, y, 0)).isEqualTo(written);
        assertThat(colours.getRaster().getSample(x / 3, y, x % 3)).isEqualTo(written);
      }
    }
  }
}
