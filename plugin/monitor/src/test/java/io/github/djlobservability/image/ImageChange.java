package io.github.djlobservability.image;

import io.github.djlobservability.drift.cause.Cause;
import java.util.Random;
import java.util.function.Function;

/** A change of images, and the cause that is to be named. */
enum ImageChange {
  DARKER(Cause.LIGHTING),
  BRIGHTER(Cause.LIGHTING),
  BLUR(Cause.BLUR),
  COMPRESSION(Cause.COMPRESSION),
  CUT(Cause.SIZE),
  CAST(Cause.COLOURS),
  NOISE(Cause.NOISE),
  CONTENT(Cause.CONTENT);

  static final int QUALITY = 90;

  final Cause cause;

  ImageChange(Cause cause) {
    this.cause = cause;
  }

  /** Takes a scene with a camera that is as always: light of many strengths, and little noise. */
  static byte[] usual(Photo scene, Random random) {
    return usualLight(scene, random).jpeg(QUALITY);
  }

  private static Photo usualLight(Photo scene, Random random) {
    double gain = Math.exp(0.1 * random.nextGaussian());
    return scene.lit(gain, gain, gain).noisy(2, random);
  }

  /** Draws how strong the change is, once; then it is the same for each image. */
  Function<Photo, byte[]> draw(Random random) {
    double strength = random.nextDouble();
    boolean warm = random.nextBoolean();
    return scene -> {
      Photo light = usualLight(scene, random);
      return switch (this) {
        case DARKER -> {
          double gain = 0.45 + 0.2 * strength;
          yield light.lit(gain, gain, gain).jpeg(QUALITY);
        }
        case BRIGHTER -> {
          double gain = 1.5 + 0.4 * strength;
          yield light.lit(gain, gain, gain).jpeg(QUALITY);
        }
        case BLUR -> light.blurred(1.2 + strength).jpeg(QUALITY);
        case COMPRESSION -> light.jpeg((int) (35 + 10 * strength));
        case CUT -> light.cut(0.6 + 0.3 * strength).jpeg(QUALITY);
        case CAST -> {
          double gain = 1.15 + 0.15 * strength;
          yield light.lit(warm ? gain : 1 / gain, 1, warm ? 1 / gain : gain).jpeg(QUALITY);
        }
        case NOISE -> light.noisy(8 + 8 * strength, random).jpeg(QUALITY);
        case CONTENT -> light.jpeg(QUALITY);
      };
    };
  }
}
