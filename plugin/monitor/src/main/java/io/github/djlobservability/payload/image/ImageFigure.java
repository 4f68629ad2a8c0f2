package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.MediaFigure;

/** A figure of an image: its name in features, its unit, and where it is from. */
public enum ImageFigure implements MediaFigure {
  FORMAT("format", "category: jpeg, png", "the file's mark"),
  COLOURS("colours", "category: grey, rgb, palette; with alpha", "the file's header"),
  WIDTH("width", "pixels", "the file's header"),
  HEIGHT("height", "pixels", "the file's header"),
  ASPECT("aspect", "width to height", "the file's header"),
  QUALITY(
      "jpeg_quality", "1 to 100", "the quantisation of luma, on the scale of the IJG's library"),
  BRIGHTNESS("brightness", "0 to 1", "mean luma, ITU-R BT.601"),
  CONTRAST("contrast", "0 to 0.5", "standard deviation of luma"),
  SATURATION("saturation", "0 to 1", "mean of HSV's saturation"),
  RED_GREEN("red_green", "-1 to 1", "mean of R - G; Hasler and Suesstrunk 2003"),
  YELLOW_BLUE("yellow_blue", "-1 to 1", "mean of (R + G) / 2 - B; Hasler and Suesstrunk 2003"),
  RED_CAST(
      "red_cast_db", "dB", "steps of R over a 16th of a row to those of G; Weijer et al. 2007"),
  BLUE_CAST(
      "blue_cast_db", "dB", "steps of B over a 16th of a row to those of G; Weijer et al. 2007"),
  DARK("dark_share", "0 to 1", "pixels whose luma is at most 2 of 255"),
  BRIGHT("bright_share", "0 to 1", "pixels whose luma is at least 253 of 255"),
  ENTROPY("entropy_bits", "0 to 8 bits", "histogram of luma in 256 levels"),
  SHARPNESS("sharpness_db", "dB", "variance of luma's Laplacian; Pech-Pacheco et al. 2000"),
  NOISE("noise", "of 255 levels", "standard deviation; Immerkaer 1996"),
  BLOCKINESS(
      "blockiness", "ratio", "steps at each 8th pixel to the others; after Wang et al. 2000"),
  THUMBNAIL("thumbnail", "64 numbers", "luma in 8 x 8 cells, less its mean, by its deviation");

  private final String label;
  private final String unit;
  private final String source;

  ImageFigure(String label, String unit, String source) {
    this.label = label;
    this.unit = unit;
    this.source = source;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String source() {
    return source;
  }
}
