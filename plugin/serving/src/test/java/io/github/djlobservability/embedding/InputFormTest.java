package io.github.djlobservability.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.github.djlobservability.payload.media.DecodedMedia;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFormTest {
  private static final double RATE = 8_000;

  /** Numbers its pixels, plane by plane. */
  private static final DecodedMedia IMAGE =
      new DecodedMedia() {
        @Override
        public float[] pixels(int width, int height, boolean grey) {
          float[] planes = new float[width * height * (grey ? 1 : 3)];
          for (int i = 0; i < planes.length; i++) {
            planes[i] = i;
          }
          return planes;
        }
      };

  /** Has a second of sound. */
  private static final DecodedMedia SOUND =
      new DecodedMedia() {
        @Override
        public float[] samples(double rate, int count) {
          return new float[count == 0 ? (int) rate : count];
        }
      };

  @Test
  void imagesComePlaneByPlaneOrPixelByPixel() {
    InputForm.Made planes = made(new Shape(1, 3, 2, 1), IMAGE);
    assertThat(planes.shape()).isEqualTo(new Shape(1, 3, 2, 1));
    assertThat(planes.numbers()).containsExactly(0, 1, 2, 3, 4, 5);
    InputForm.Made pixels = made(new Shape(-1, 2, 1, 3), IMAGE);
    assertThat(pixels.shape()).isEqualTo(new Shape(1, 2, 1, 3));
    assertThat(pixels.numbers()).containsExactly(0, 2, 4, 1, 3, 5);
    assertThat(made(new Shape(1, 1, 4, 4), IMAGE).numbers()).hasSize(16);
    assertThat(made(new Shape(-1, 3, -1, -1), IMAGE).shape())
        .isEqualTo(new Shape(1, 3, InputForm.SIDE, InputForm.SIDE));
  }

  @Test
  void waveformsAreAsLongAsTheModelTakesThem() {
    assertThat(made(new Shape(1, 100), SOUND).shape()).isEqualTo(new Shape(1, 100));
    assertThat(made(new Shape(-1, 1, -1), SOUND).shape()).isEqualTo(new Shape(1, 1, 8_000));
    assertThat(made(new Shape(500), SOUND).numbers()).hasSize(500);
  }

  @Test
  void aModelOfTheOtherKindGetsNothing() {
    assertThat(new InputForm(new Shape(1, 3, 8, 8), RATE).of(SOUND)).isNull();
    assertThat(new InputForm(new Shape(1, 800), RATE).of(IMAGE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,3,5000,8", "8,3,8,8", "1,7,8,9", "4,16000", "1,1,1,1,1", ""})
  void anythingElseIsRefused(String axes) {
    long[] shape =
        axes.isEmpty()
            ? new long[0]
            : Arrays.stream(axes.split(",")).mapToLong(Long::parseLong).toArray();
    assertThatThrownBy(() -> new InputForm(new Shape(shape), RATE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no image and no waveform");
  }

  private static InputForm.Made made(Shape shape, DecodedMedia media) {
    return Objects.requireNonNull(new InputForm(shape, RATE).of(media));
  }
}
