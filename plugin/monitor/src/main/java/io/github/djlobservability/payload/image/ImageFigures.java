package io.github.djlobservability.payload.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures an image. Stateless.
 *
 * <p>Colours are measured on at most 512 x 512 pixels spread over the image, what is fine on at
 * most as many of its middle; docs/images.md has the time that it takes.
 */
public final class ImageFigures {
  /** Cells of a row of the thumbnail. */
  private static final int THUMBNAIL = 8;

  private ImageFigures() {}

  /**
   * Returns the figures of an image by their names; null for those that it doesn't have, such as
   * the quality of a PNG.
   */
  public static Map<String, @Nullable Object> of(Picture picture) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    ImageFile file = picture.file();
    figures.put(ImageFigure.FORMAT.label(), file.format());
    figures.put(ImageFigure.COLOURS.label(), file.colours());
    number(figures, ImageFigure.WIDTH, file.width());
    number(figures, ImageFigure.HEIGHT, file.height());
    number(figures, ImageFigure.ASPECT, (double) file.width() / file.height());
    number(figures, ImageFigure.QUALITY, file.quality());
    Colours colours = Colours.of(picture.whole());
    colours(figures, colours);
    Detail detail = Detail.of(picture.detail());
    number(figures, ImageFigure.SHARPNESS, detail.sharpness());
    number(figures, ImageFigure.NOISE, detail.noise());
    number(figures, ImageFigure.BLOCKINESS, detail.blockiness());
    figures.put(ImageFigure.THUMBNAIL.label(), colours.thumbnail(THUMBNAIL));
    return figures;
  }

  private static void colours(Map<String, @Nullable Object> into, Colours colours) {
    number(into, ImageFigure.BRIGHTNESS, colours.brightness());
    number(into, ImageFigure.CONTRAST, colours.contrast());
    number(into, ImageFigure.SATURATION, colours.saturation());
    number(into, ImageFigure.RED_GREEN, colours.redGreen());
    number(into, ImageFigure.YELLOW_BLUE, colours.yellowBlue());
    number(into, ImageFigure.RED_CAST, colours.redCast());
    number(into, ImageFigure.BLUE_CAST, colours.blueCast());
    number(into, ImageFigure.DARK, colours.darkShare());
    number(into, ImageFigure.BRIGHT, colours.brightShare());
    number(into, ImageFigure.ENTROPY, colours.entropy());
  }

  /** Returns the names of all figures, in their order. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (ImageFigure figure : ImageFigure.values()) {
      names.add(figure.label());
    }
    return names;
  }

  private static void number(Map<String, @Nullable Object> into, ImageFigure figure, double value) {
    into.put(figure.label(), Double.isFinite(value) ? (Object) value : null);
  }
}
