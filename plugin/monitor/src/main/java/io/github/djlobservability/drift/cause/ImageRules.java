package io.github.djlobservability.drift.cause;

import io.github.djlobservability.payload.image.ImageFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

  /** A lens out of focus moves pictures of many sorts by less. */
  private static final double BLURRED = 0.7;

  /** Smaller effects on sizes and colours are those of other scenes. */
  private static final double FAR = 1.5;

  /** Smaller effects by ranks are those of a few scenes, and what is below these errors. */
  private static final double FEW = 0.3;

  private static final double FEW_ERRORS = 3;

  /** Several figures that move together tell of less. */
  private static final double CAST = 0.15;

  private static final double CAST_ERRORS = 1.8;

  /** Less brightness is as good as none. */
  private static final double DARKEST = 0.01;

  private ImageRules() {}

  /**
   * Tells the cause.
   *
   * @param effects of the images since the onset
   * @param count how many images there are
   */
  static LikelyCause of(Effects effects, int count) {
    double least = Math.max(LEAST, ERRORS / Math.sqrt(count));
    double few = Math.max(FEW, FEW_ERRORS / Math.sqrt(count));
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
    if (isLit(effects, Math.max(LEAST, few))) {
      return cause(Cause.LIGHTING, effects, ImageFigure.BRIGHTNESS, ImageFigure.CONTRAST);
    }
    if (effects.mostByRanks(ImageFigure.THUMBNAIL) > few) {
      double moved = effects.mostByRanks(ImageFigure.THUMBNAIL);
      return new LikelyCause(
          Cause.CONTENT, List.of(String.format(Locale.ROOT, "thumbnail %.1f sd", moved)));
    }
    if (isCast(effects, Math.max(CAST, CAST_ERRORS / Math.sqrt(count)))) {
      return cause(
          Cause.COLOURS,
          effects,
          ImageFigure.RED_GREEN,
          ImageFigure.YELLOW_BLUE,
          ImageFigure.RED_CAST,
          ImageFigure.BLUE_CAST);
    }
    if (isOfOtherThings(effects, few)) {
      return cause(Cause.CONTENT, effects, ImageFigure.ENTROPY, ImageFigure.SATURATION);
    }
    return new LikelyCause(Cause.UNCLEAR, List.of());
  }

  private static boolean isAnotherSize(Effects effects) {
    return Math.abs(effects.of(ImageFigure.WIDTH)) > FAR
        || Math.abs(effects.of(ImageFigure.HEIGHT)) > FAR
        || Math.abs(effects.of(ImageFigure.ASPECT)) > FAR;
  }

  /**
   * In the dark, and where it is brighter than white, blocks show without a change of them. They
   * show where all else is blurred, too, but what is fine has gone further then.
   */
  private static boolean isCompressed(Effects effects, double least) {
    double blocks = effects.byRanks(ImageFigure.BLOCKINESS);
    return Math.abs(effects.of(ImageFigure.QUALITY)) > Math.max(STRONG, least)
        || (blocks > Math.max(STRONG, least)
            && effects.of(ImageFigure.SHARPNESS) < 0
            && blocks > -effects.byRanks(ImageFigure.SHARPNESS)
            && light(effects) < LEAST);
  }

  /** Blur takes the noise with it, and leaves the light. In the dark all steps are smaller. */
  private static boolean isBlurred(Effects effects, double least) {
    double dimmed = 20 * Math.log10(dimming(effects));
    double blurred = -effects.beyond(ImageFigure.SHARPNESS, dimmed);
    return blurred > Math.max(BLURRED, least)
        && effects.of(ImageFigure.NOISE) < 0
        && light(effects) < blurred
        && hasColoursAsBefore(effects);
  }

  /** Returns what is left of the light, at most all of it. */
  private static double dimming(Effects effects) {
    double usual = effects.usual(ImageFigure.BRIGHTNESS);
    double now = Math.max(DARKEST, effects.mean(ImageFigure.BRIGHTNESS));
    return now < usual ? now / usual : 1;
  }

  /** Noise makes all that is fine stronger, and leaves the light, which makes noise larger, too. */
  private static boolean isNoisy(Effects effects, double least) {
    double usual = Math.max(DARKEST, effects.usual(ImageFigure.BRIGHTNESS));
    double brighter = Math.max(1, effects.mean(ImageFigure.BRIGHTNESS) / usual);
    double lit = effects.usual(ImageFigure.NOISE) * (brighter - 1);
    double noisier = effects.beyond(ImageFigure.NOISE, lit);
    return noisier > least
        && effects.of(ImageFigure.SHARPNESS) > 0
        && light(effects) < noisier
        && hasColoursAsBefore(effects);
  }

  /** Other things have other colours; a lens and a sensor leave them. */
  private static boolean hasColoursAsBefore(Effects effects) {
    return Math.abs(effects.of(ImageFigure.SATURATION)) < FAR
        && Math.abs(effects.of(ImageFigure.RED_GREEN)) < FAR
        && Math.abs(effects.of(ImageFigure.YELLOW_BLUE)) < FAR;
  }

  /**
   * More or less light moves the brightness, no colour against another, and leaves the things. Half
   * the light leaves half as many levels, so it takes one bit of the entropy.
   */
  private static boolean isLit(Effects effects, double least) {
    double brightness = Math.abs(effects.byRanks(ImageFigure.BRIGHTNESS));
    double levels = Math.log(dimming(effects)) / Math.log(2);
    boolean simpler = dimming(effects) < 1 && effects.beyond(ImageFigure.ENTROPY, levels) < -least;
    return Math.max(brightness, light(effects)) > least
        && !simpler
        && brightness > cast(effects)
        && brightness > Math.abs(effects.byRanks(ImageFigure.SATURATION))
        && brightness > 2 * effects.mostByRanks(ImageFigure.THUMBNAIL);
  }

  /**
   * A cast moves all colours in one direction, and neither the light nor what is fine; contrast and
   * entropy, which other things seldom share, least of all.
   */
  private static boolean isCast(Effects effects, double least) {
    double cast = cast(effects);
    return cast > least
        && Math.abs(effects.byRanks(ImageFigure.BRIGHTNESS)) < 2 * cast
        && fine(effects) < 2 * cast
        && Math.abs(effects.byRanks(ImageFigure.CONTRAST)) < cast
        && Math.abs(effects.byRanks(ImageFigure.ENTROPY)) < cast;
  }

  /** Returns how far colours have moved towards warm or cool, or towards green or its opposite. */
  private static double cast(Effects effects) {
    double redGreen = effects.byRanks(ImageFigure.RED_GREEN);
    double red = effects.byRanks(ImageFigure.RED_CAST);
    double blue = effects.byRanks(ImageFigure.BLUE_CAST);
    double warm = (redGreen + effects.byRanks(ImageFigure.YELLOW_BLUE) + red - blue) / 4;
    double green = (redGreen + red + blue) / 3;
    return Math.max(Math.abs(warm), Math.abs(green));
  }

  private static double fine(Effects effects) {
    return Math.max(
        Math.abs(effects.byRanks(ImageFigure.SHARPNESS)),
        Math.abs(effects.byRanks(ImageFigure.NOISE)));
  }

  private static boolean isOfOtherThings(Effects effects, double few) {
    return Math.abs(effects.byRanks(ImageFigure.ENTROPY)) > few
        || Math.abs(effects.byRanks(ImageFigure.SATURATION)) > few;
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
