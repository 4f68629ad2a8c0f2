package io.github.djlobservability.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.media.MediaRun;
import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes of images are found and named: a small run of the study in docs/studies/images.md, on
 * painted scenes.
 */
class ImageCausesTest {
  private static final long SEED = 20_261_130;
  private static final int REFERENCE = 300;
  private static final int WITHOUT_CHANGE = 100;
  private static final int MOST = 100;
  private static final int AFTER = 16;

  private static final List<Map<String, @Nullable Object>> USUAL = new ArrayList<>();

  @BeforeAll
  static void paint() throws MalformedMediaException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < REFERENCE + WITHOUT_CHANGE; i++) {
      USUAL.add(figures(ImageChange.usual(Scenes.round(random), random)));
    }
  }

  private static Map<String, @Nullable Object> figures(byte[] file) throws MalformedMediaException {
    return ImageFigures.of(ImageReader.read(file));
  }

  @ParameterizedTest
  @EnumSource(ImageChange.class)
  void aChangeIsFoundAndNamed(ImageChange change) {
    Random random = new Random(SEED + change.name().hashCode());
    MediaRun run = new MediaRun("image", USUAL.subList(0, REFERENCE));
    Function<Photo, byte[]> camera = change.draw(random);
    MediaRun.Found found =
        run.follow(
            () -> {
              boolean other = change == ImageChange.CONTENT;
              Photo scene = other ? Scenes.grass(random) : Scenes.round(random);
              try {
                return figures(camera.apply(scene));
              } catch (MalformedMediaException e) {
                throw new AssertionError(e);
              }
            },
            MOST,
            AFTER);
    assertThat(found.delay()).as(found.sentence()).isLessThan(MOST);
    assertThat(found.last()).as(found.sentence()).isEqualTo(change.cause);
  }

  @Test
  void withoutAChangeNothingIsFound() {
    MediaRun run = new MediaRun("image", USUAL.subList(0, REFERENCE));
    for (Map<String, @Nullable Object> image : USUAL.subList(REFERENCE, USUAL.size())) {
      assertThat(run.observe(image)).extracting(Verdict::status).doesNotContain(Status.DRIFT);
    }
  }
}
