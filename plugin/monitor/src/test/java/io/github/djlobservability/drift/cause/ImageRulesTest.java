package io.github.djlobservability.drift.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.NumberSummary;
import io.github.djlobservability.payload.image.ImageFigure;
import org.junit.jupiter.api.Test;

/** Effects as they were measured on photos whose JPEG was as in the reference. */
class ImageRulesTest {
  private static final int IMAGES = 60;

  private final Effects effects = new Effects();

  private void moved(ImageFigure figure, double effect, double byRanks) {
    effects.put(figure.label(), effect, byRanks, new NumberSummary(-5, 5, 0, 1));
  }

  /** The blocks of JPEG show in blurred images, where little else is left. */
  @Test
  void blurThatMakesBlocksShowIsNoCompression() {
    moved(ImageFigure.QUALITY, 0.4, 0.4);
    moved(ImageFigure.BLOCKINESS, 0.6, 1.3);
    moved(ImageFigure.SHARPNESS, -3.2, -2.4);
    moved(ImageFigure.NOISE, -1.2, -1.8);
    assertThat(ImageRules.of(effects, IMAGES).cause()).isEqualTo(Cause.BLUR);
  }

  @Test
  void blocksOfAnEarlierCompressionAreOne() {
    moved(ImageFigure.QUALITY, 0, 0);
    moved(ImageFigure.BLOCKINESS, 3, 2.2);
    moved(ImageFigure.SHARPNESS, -0.8, -0.7);
    moved(ImageFigure.NOISE, -0.5, -0.4);
    assertThat(ImageRules.of(effects, IMAGES).cause()).isEqualTo(Cause.COMPRESSION);
  }

  @Test
  void figuresThatAreNotKnownTellNothing() {
    assertThat(ImageRules.of(effects, IMAGES).cause()).isEqualTo(Cause.UNCLEAR);
  }
}
