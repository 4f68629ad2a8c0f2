package io.github.djlobservability.report.media;

import io.github.djlobservability.payload.audio.AudioClip;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.audio.Spectrogram;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A small picture of a file: the image itself, or the spectrogram of a recording, lower tones
 * below, louder ones darker. At most {@value #MOST_BYTES} bytes.
 *
 * @param png the picture
 * @param words what it is of
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, changed by nobody
record MediaPicture(byte[] png, String words) {
  static final int MOST_BYTES = 64 * 1024;

  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int MOMENTS = 240;
  private static final int TONES = 80;

  /** Draws a file; null if it can't be read. */
  static @Nullable MediaPicture of(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return ImageReader.isFile(bytes)
          ? image(ImageReader.read(bytes))
          : recording(AudioReader.read(bytes));
    } catch (IOException e) {
      return null;
    }
  }

  private static MediaPicture image(Picture picture) {
    double aspect = picture.aspect();
    int width = (int) Math.max(1, Math.round(Math.min(WIDTH, HEIGHT * aspect)));
    int height = (int) Math.max(1, Math.round(Math.min(HEIGHT, WIDTH / aspect)));
    float[] planes = picture.pixels(width, height, false);
    int plane = width * height;
    byte[] pixels = new byte[3 * plane];
    for (int i = 0; i < plane; i++) {
      for (int colour = 0; colour < 3; colour++) {
        pixels[3 * i + colour] = (byte) Math.round(255 * planes[colour * plane + i]);
      }
    }
    return new MediaPicture(Png.of(width, height, pixels), "image");
  }

  private static MediaPicture recording(AudioClip clip) {
    Spectrogram spectrogram = Spectrogram.of(clip, MOMENTS, TONES);
    byte[] pixels = new byte[spectrogram.columns() * spectrogram.rows()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.round(255 * (1 - spectrogram.loudness(i)));
    }
    return new MediaPicture(
        Png.of(spectrogram.columns(), spectrogram.rows(), pixels),
        String.format(
            Locale.ROOT,
            "spectrogram, %.1f s, up to %,.0f Hz",
            spectrogram.seconds(),
            spectrogram.highestHz()));
  }
}
