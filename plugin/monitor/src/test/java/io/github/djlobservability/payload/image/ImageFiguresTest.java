package io.github.djlobservability.payload.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures images against the figures that scipy and scikit-image give ({@code golden.py}). */
class ImageFiguresTest {
  private static final List<ImageFigure> NUMBERS =
      List.of(
          ImageFigure.WIDTH,
          ImageFigure.HEIGHT,
          ImageFigure.BRIGHTNESS,
          ImageFigure.CONTRAST,
          ImageFigure.SATURATION,
          ImageFigure.RED_GREEN,
          ImageFigure.YELLOW_BLUE,
          ImageFigure.RED_CAST,
          ImageFigure.BLUE_CAST,
          ImageFigure.DARK,
          ImageFigure.BRIGHT,
          ImageFigure.ENTROPY,
          ImageFigure.SHARPNESS,
          ImageFigure.NOISE,
          ImageFigure.BLOCKINESS);

  private static Map<String, @Nullable Object> figures(byte[] file) throws MalformedMediaException {
    return ImageFigures.of(ImageReader.read(file));
  }

  private static double number(Map<String, @Nullable Object> figures, ImageFigure figure) {
    return figures.get(figure.label()) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "alpha.png", "grey.png", "palette.png"})
  void figuresOfLosslessImagesAreThoseOfScipy(String name) throws IOException {
    check(name, 1e-4);
  }

  /** The decoders of Pillow and the JDK round some levels otherwise. */
  @ParameterizedTest
  @ValueSource(strings = {"q90.jpg", "q40.jpg", "progressive.jpg", "grey.jpg", "exif.jpg"})
  void figuresOfJpegsAreCloseToThoseOfScipy(String name) throws IOException {
    check(name, 0.03);
  }

  private static void check(String name, double share) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(TestImages.file("golden.json")).get(name);
    Map<String, @Nullable Object> figures = figures(TestImages.file(name));
    for (ImageFigure figure : NUMBERS) {
      double expected = golden.get(figure.label()).doubleValue();
      assertThat(number(figures, figure))
          .as(name + " " + figure.label())
          .isCloseTo(expected, within(share * Math.max(0.1, Math.abs(expected))));
    }
    assertThat(figures.get(ImageFigure.THUMBNAIL.label())).isInstanceOf(float[].class);
    float[] thumbnail = (float[]) figures.get(ImageFigure.THUMBNAIL.label());
    for (int i = 0; i < thumbnail.length; i++) {
      assertThat(thumbnail[i])
          .isCloseTo(golden.get("thumbnail").get(i).floatValue(), within((float) (10 * share)));
    }
  }

  @ParameterizedTest
  @CsvSource({"q90.jpg, 90", "q40.jpg, 40", "progressive.jpg, 75", "grey.jpg, 75", "exif.jpg, 60"})
  void qualityIsTheOneItWasWrittenWith(String name, double quality) throws IOException {
    assertThat(number(figures(TestImages.file(name)), ImageFigure.QUALITY)).isEqualTo(quality);
  }

  @Test
  void headersAreCategories() throws IOException {
    assertThat(figures(TestImages.file("rgb.png")))
        .containsEntry("format", "png")
        .containsEntry("colours", "rgb")
        .containsEntry("jpeg_quality", null)
        .containsOnlyKeys(ImageFigures.names());
    assertThat(figures(TestImages.file("alpha.png"))).containsEntry("colours", "rgb with alpha");
    assertThat(figures(TestImages.file("palette.png"))).containsEntry("colours", "palette");
    assertThat(figures(TestImages.file("grey.jpg")))
        .containsEntry("format", "jpeg")
        .containsEntry("colours", "grey");
  }

  /** Sharpness and noise are of all pixels of the middle, however large the image. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void largeImagesAreReadInParts(String format) throws IOException {
    Picture picture = ImageReader.read(TestImages.slope(format, 1_500, 700));
    assertThat(picture.whole().width()).isEqualTo(500);
    assertThat(picture.whole().height()).isEqualTo(234);
    assertThat(picture.detail().width()).isEqualTo(Picture.MOST);
    assertThat(picture.detail().height()).isEqualTo(Picture.MOST);
    Map<String, @Nullable Object> figures = ImageFigures.of(picture);
    assertThat(number(figures, ImageFigure.WIDTH)).isEqualTo(1_500);
    assertThat(number(figures, ImageFigure.ASPECT)).isCloseTo(1_500 / 700.0, within(1e-9));
    assertThat(number(figures, ImageFigure.BRIGHTNESS)).isCloseTo(99.5 / 255, within(0.01));
  }

  @Test
  void tinyImagesLackWhatNeighboursTell() throws IOException {
    assertThat(figures(TestImages.slope("png", 1, 1)))
        .containsEntry("sharpness_db", null)
        .containsEntry("noise", null)
        .containsEntry("blockiness", null)
        .containsEntry("brightness", 0.0);
  }
}
