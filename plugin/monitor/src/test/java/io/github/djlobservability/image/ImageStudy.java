package io.github.djlobservability.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.media.ChangeRow;
import io.github.djlobservability.media.FalseAlarms;
import io.github.djlobservability.media.MediaRun;
import io.github.djlobservability.media.QuickRandom;
import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Changes of images, 50 of each. The scenes are the files of a folder ({@code -Dimages.folder}),
 * those of its folder {@code other} are other things; docs/studies/images.md says which. Without it
 * they are painted.
 */
class ImageStudy {
  private static final int SEEDS = Integer.getInteger("images.seeds", 50);
  private static final long SEED = Long.getLong("images.seed", 70_000);
  private static final int RUNS = Integer.getInteger("images.runs", 50);
  private static final long RUN_TIME = Long.getLong("images.run-time", 1_000);

  /** Images without a change, of which each run shows some. */
  private static final int POOL = 2 * FalseAlarms.ITEMS;

  /** The changes that a property names; all without it. */
  private static final List<ImageChange> CHANGES =
      Stream.of(ImageChange.values())
          .filter(
              change -> System.getProperty("images.changes", change.name()).contains(change.name()))
          .toList();

  private final @Nullable String folder = System.getProperty("images.folder");
  private final Map<Path, BufferedImage> read = new HashMap<>();

  @Test
  void findsAndNamesChanges() {
    System.out.println("seed " + SEED);
    Random random = new QuickRandom(SEED);
    List<Map<String, @Nullable Object>> usual = new ArrayList<>();
    Supplier<Photo> scenes = scenes(folder, random, false);
    for (int i = 0; i < 2 * MediaRun.REFERENCE; i++) {
      usual.add(figures(ImageChange.usual(scenes.get(), random)));
    }
    System.out.println(ChangeRow.HEAD);
    for (ImageChange change : CHANGES) {
      System.out.println(
          ChangeRow.of(
              change.name(),
              change.cause,
              "image",
              usual,
              SEEDS,
              SEED,
              draw -> {
                Function<Photo, byte[]> camera = change.draw(draw);
                Supplier<Photo> photos = scenes(folder, draw, change == ImageChange.CONTENT);
                return () -> figures(camera.apply(photos.get()));
              }));
    }
  }

  /** How many alarms there are without a change, of a pool of images in many orders. */
  @Test
  void keepsTheBudgetWithoutAChange() {
    Random random = new QuickRandom(SEED);
    List<Map<String, @Nullable Object>> usual = new ArrayList<>();
    Supplier<Photo> scenes = scenes(folder, random, false);
    for (int i = 0; i < POOL; i++) {
      usual.add(figures(ImageChange.usual(scenes.get(), random)));
    }
    FalseAlarms found = FalseAlarms.ofPool("image", RUNS, RUN_TIME, usual, SEED);
    System.out.println(found);
    assertThat(found.rate()).isBetween(0.5, 2.0);
  }

  private Supplier<Photo> scenes(@Nullable String folder, Random random, boolean other) {
    if (folder == null) {
      return () -> other ? Scenes.grass(random) : Scenes.round(random);
    }
    Path place = other ? Path.of(folder, "other") : Path.of(folder);
    try (Stream<Path> files = Files.list(place)) {
      List<Path> images = files.filter(Files::isRegularFile).sorted().toList();
      return () -> read(images.get(random.nextInt(images.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file once. */
  private Photo read(Path file) {
    return Photo.of(read.computeIfAbsent(file, ImageStudy::image));
  }

  private static BufferedImage image(Path file) {
    try {
      BufferedImage read = ImageIO.read(file.toFile());
      BufferedImage image =
          new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
      image.createGraphics().drawImage(read, 0, 0, null);
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> figures(byte[] file) {
    try {
      return ImageFigures.of(ImageReader.read(file));
    } catch (MalformedMediaException e) {
      throw new AssertionError(e);
    }
  }
}
