package io.github.djlobservability.drift.cause;

import io.github.djlobservability.payload.image.ImageFigure;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells by a few rules what a change of images looks like; docs/images.md has them as a table, in
 * this order. The rules are over effects: differences of means in standard deviations of single
 * images. Stateless.
 */
final class ImageRules {
  /** Smaller effects are no change, however many images there are. */
  private static final double LEAST = 0.5;

  /** The effect of a figure counts from this multiple of its standard error on. */
  private static final double ERRORS = 2.5;

  private static final double STRONG = 1;

  /** Smaller effects on sizes and colours are those of other scenes. */
  private static final double FAR = 1.5;

  private ImageRules() {}

  /**
   * Tells the cause.
   *
   * @param effects of the images since the onset
   * @param count how many images there are
   */
  static LikelyCause of(Effects effects, int count) {
    double least = Math.max(LEAST, ERRORS / Math.sqrt(count));
    if (effects.unusual(ImageFigure.FORMAT) > LEAST) {
      return new LikelyCause(Cause.CODEC, List.of("another format"));
    }
    if (effects.unusual(ImageFigure.COLOURS) > LEAST) {
      return new LikelyCause(Cause.CODEC, List.of("another number of colours"));
    }
    if (isAnotherSize(effects)) {
      return cause(Cause.SIZE, effects, ImageFigure.WIDTH, ImageFigure.HEIGHT, ImageFigure.ASPECT);
    }
    if (isCompressed(effects, least)) {
      return cause(Cause.COMPRESSION, effects, ImageFigure.QUALITY, ImageFigure.BLOCKINESS);
    }
    if (isBlurred(effects, least)) {
      return cause(Cause.BLUR, effects, ImageFigure.SHARPNESS, ImageFigure.NOISE);
    }
    if (isNoisy(effects, least)) {
      return cause(Cause.NOISE, effects, ImageFigure.NOISE, ImageFigure.SHARPNESS);
    }
    if (isCast(effects, least)) {
      return cause(Cause.COLOURS, effects, ImageFigure.RED_CAST, ImageFigure.BLUE_CAST);
    }
    if (isLit(effects, least)) {
      return cause(Cause.LIGHTING, effects, ImageFigure.BRIGHTNESS, ImageFigure.CONTRAST);
    }
    if (hasMoved(effects, least)) {
      return cause(Cause.CONTENT, effects, ImageFigure.ENTROPY, ImageFigure.SATURATION);
    }
    return new LikelyCause(Cause.UNCLEAR, List.of());
  }

  private static boolean hasMoved(Effects effects, double least) {
    return light(effects) > least
        || edges(effects) > least
        || cast(effects) > least
        || Math.abs(effects.of(ImageFigure.SATURATION)) > least
        || Math.abs(effects.of(ImageFigure.ENTROPY)) > least
        || Math.abs(effects.of(ImageFigure.SHARPNESS)) > least;
  }

  private static boolean isAnotherSize(Effects effects) {
    return Math.abs(effects.of(ImageFigure.WIDTH)) > FAR
        || Math.abs(effects.of(ImageFigure.HEIGHT)) > FAR
        || Math.abs(effects.of(ImageFigure.ASPECT)) > FAR;
  }

  /** In the dark, and where it is brighter than white, blocks show without a change of them. */
  private static boolean isCompressed(Effects effects, double least) {
    return Math.abs(effects.of(ImageFigure.QUALITY)) > Math.max(STRONG, least)
        || (effects.of(ImageFigure.BLOCKINESS) > Math.max(FAR, least) && light(effects) < LEAST);
  }

  /** Blur takes the noise with it, and leaves the light. */
  private static boolean isBlurred(Effects effects, double least) {
    return effects.of(ImageFigure.SHARPNESS) < -Math.max(STRONG, least)
        && effects.of(ImageFigure.NOISE) < 0
        && light(effects) < -effects.of(ImageFigure.SHARPNESS)
        && hasColoursAsBefore(effects);
  }

  /** Noise makes all that is fine stronger, and leaves the light. */
  private static boolean isNoisy(Effects effects, double least) {
    return effects.of(ImageFigure.NOISE) > least
        && effects.of(ImageFigure.SHARPNESS) > 0
        && light(effects) < effects.of(ImageFigure.NOISE)
        && hasColoursAsBefore(effects);
  }

  /** A cast moves colours, and nothing that is fine. */
  private static boolean isCast(Effects effects, double least) {
    double cast = Math.max(edges(effects), cast(effects));
    return cast > least
        && cast > light(effects)
        && cast > 2 * Math.abs(effects.of(ImageFigure.SHARPNESS))
        && cast > 2 * Math.abs(effects.of(ImageFigure.NOISE));
  }

  private static double edges(Effects effects) {
    return Math.max(
        Math.abs(effects.of(ImageFigure.RED_CAST)), Math.abs(effects.of(ImageFigure.BLUE_CAST)));
  }

  /** Other things have other colours; a lens and a sensor leave them. */
  private static boolean hasColoursAsBefore(Effects effects) {
    return Math.abs(effects.of(ImageFigure.SATURATION)) < FAR && cast(effects) < FAR;
  }

  private static double cast(Effects effects) {
    return Math.max(
        Math.abs(effects.of(ImageFigure.RED_GREEN)), Math.abs(effects.of(ImageFigure.YELLOW_BLUE)));
  }

  private static boolean isLit(Effects effects, double least) {
    return light(effects) > least
        && light(effects) > Math.abs(effects.of(ImageFigure.SATURATION))
        && light(effects) > cast(effects)
        && light(effects) > edges(effects);
  }

  private static double light(Effects effects) {
    return Math.max(
        Math.max(
            Math.abs(effects.of(ImageFigure.BRIGHTNESS)),
            Math.abs(effects.of(ImageFigure.CONTRAST))),
        Math.max(effects.of(ImageFigure.DARK), effects.of(ImageFigure.BRIGHT)));
  }

  private static LikelyCause cause(Cause cause, Effects effects, ImageFigure... figures) {
    List<String> evidence = new ArrayList<>();
    for (ImageFigure figure : figures) {
      evidence.add(effects.shown(figure));
    }
    return new LikelyCause(cause, evidence);
  }
}
