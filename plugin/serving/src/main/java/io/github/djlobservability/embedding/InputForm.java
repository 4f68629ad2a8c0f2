package io.github.djlobservability.embedding;

import ai.djl.ndarray.types.Shape;
import io.github.djlobservability.payload.media.DecodedMedia;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a recording or an image the tensor that a model takes, as its input's shape says: four
 * axes are an image, one to three are a waveform. An axis that is open is 1 for the batch, {@value
 * #SIDE} pixels, or all samples of the first {@value #SECONDS} seconds.
 */
final class InputForm {
  static final int SIDE = 224;
  static final int SECONDS = 10;
  private static final int MAX_SIDE = 1024;
  private static final int MAX_SAMPLES = 1 << 20;

  private final long[] shape;
  private final double sampleRate;

  /**
   * @param input of the model's only input
   * @param sampleRate of waveforms
   * @throws IllegalArgumentException if it is of neither
   */
  InputForm(Shape input, double sampleRate) {
    this.shape = input.getShape();
    this.sampleRate = sampleRate;
    boolean image = isImage() && channels() > 0 && side(height()) > 0 && side(width()) > 0;
    boolean wave = shape.length >= 1 && shape.length <= 3 && isFree(shape.length - 1);
    if (!image && !wave) {
      throw new IllegalArgumentException("its input " + input + " is no image and no waveform");
    }
  }

  private boolean isImage() {
    return shape.length == 4 && shape[0] <= 1;
  }

  /** Whether all axes but the last are of one element. */
  private boolean isFree(int axes) {
    for (int i = 0; i < axes; i++) {
      if (shape[i] > 1) {
        return false;
      }
    }
    return shape[axes] <= MAX_SAMPLES;
  }

  private boolean isChannelsFirst() {
    return shape[1] == 3 || shape[1] == 1 || !(shape[3] == 3 || shape[3] == 1);
  }

  /** Returns 1 or 3; 0 for a number that no image has. */
  private int channels() {
    long channels = isChannelsFirst() ? shape[1] : shape[3];
    return channels == 1 ? 1 : channels == 3 || channels < 0 ? 3 : 0;
  }

  private long height() {
    return isChannelsFirst() ? shape[2] : shape[1];
  }

  private long width() {
    return isChannelsFirst() ? shape[3] : shape[2];
  }

  private static int side(long axis) {
    return axis < 0 ? SIDE : axis <= MAX_SIDE ? (int) axis : 0;
  }

  /** Returns the tensor; null where the model takes the other kind. */
  @Nullable Made of(DecodedMedia media) {
    return isImage() ? image(media) : wave(media);
  }

  private @Nullable Made image(DecodedMedia media) {
    int height = side(height());
    int width = side(width());
    int channels = channels();
    float[] planes = media.pixels(width, height, channels == 1);
    if (planes == null) {
      return null;
    }
    return isChannelsFirst()
        ? new Made(planes, new Shape(1, channels, height, width))
        : new Made(interleaved(planes, channels), new Shape(1, height, width, channels));
  }

  private static float[] interleaved(float[] planes, int channels) {
    int plane = planes.length / channels;
    float[] pixels = new float[planes.length];
    for (int i = 0; i < planes.length; i++) {
      pixels[i % plane * channels + i / plane] = planes[i];
    }
    return pixels;
  }

  private @Nullable Made wave(DecodedMedia media) {
    long fixed = shape[shape.length - 1];
    float[] samples = media.samples(sampleRate, fixed > 0 ? (int) fixed : 0);
    if (samples == null || samples.length == 0) {
      return null;
    }
    int count = fixed > 0 ? (int) fixed : Math.min(samples.length, (int) (SECONDS * sampleRate));
    float[] taken = count == samples.length ? samples : Arrays.copyOf(samples, count);
    long[] axes = new long[shape.length];
    Arrays.fill(axes, 1);
    axes[axes.length - 1] = count;
    return new Made(taken, new Shape(axes));
  }

  /** Numbers with the shape that they have. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Made(float[] numbers, Shape shape) {}
}
