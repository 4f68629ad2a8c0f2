package io.github.djlobservability.image;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.cause.Cause;
import io.github.djlobservability.media.MediaRun;
import io.github.djlobservability.payload.image.ImageFigures;
import io.github.djlobservability.payload.image.ImageReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private static final int BEFORE = 100;
  private static final int MOST = 200;

  private final @Nullable String folder = System.getProperty("images.folder");

  @Test
  void findsAndNamesChanges() throws IOException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<Map<String, @Nullable Object>> usual = new ArrayList<>();
    Supplier<Photo> scenes = scenes(folder, random, false);
    for (int i = 0; i < 2 * MediaRun.REFERENCE; i++) {
      usual.add(figures(ImageChange.usual(scenes.get(), random)));
    }
    System.out.println("| change | median | 95 % | early | right | unclear | wrong |");
    for (ImageChange change : ImageChange.values()) {
      System.out.println(row(change, usual));
    }
  }

  private static Supplier<Photo> scenes(@Nullable String folder, Random random, boolean other)
      throws IOException {
    if (folder == null) {
      return () -> other ? Scenes.grass(random) : Scenes.round(random);
    }
    Path place = other ? Path.of(folder, "other") : Path.of(folder);
    try (Stream<Path> files = Files.list(place)) {
      List<Path> images = files.filter(Files::isRegularFile).sorted().toList();
      return () -> read(images.get(random.nextInt(images.size())));
    }
  }

  private static Photo read(Path file) {
    try {
      return Photo.of(Files.readAllBytes(file));
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

  private String row(ImageChange change, List<Map<String, @Nullable Object>> usual)
      throws IOException {
    List<Integer> delays = new ArrayList<>();
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    int early = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      List<Map<String, @Nullable Object>> shuffled = new ArrayList<>(usual);
      Collections.shuffle(shuffled, new Random(seed));
      MediaRun run = new MediaRun("image", shuffled.subList(0, MediaRun.REFERENCE));
      boolean alarm = false;
      for (int i = 0; i < BEFORE; i++) {
        alarm |=
            run.observe(shuffled.get(MediaRun.REFERENCE + i)).stream()
                .anyMatch(verdict -> verdict.status() == Status.DRIFT);
      }
      early += alarm ? 1 : 0;
      Random random = new Random(SEED + 1_000L * change.name().hashCode() + seed);
      Function<Photo, byte[]> camera = change.draw(random);
      Supplier<Photo> scenes = scenes(folder, random, change == ImageChange.CONTENT);
      MediaRun.Found found = run.find(() -> figures(camera.apply(scenes.get())), MOST);
      delays.add(found.delay());
      causes.merge(found.cause(), 1, Integer::sum);
    }
    Collections.sort(delays);
    int right = causes.getOrDefault(change.cause, 0);
    int unclear = causes.getOrDefault(Cause.UNCLEAR, 0);
    return "| %s | %d | %d | %d | %d | %d | %d | %s"
        .formatted(
            change,
            delays.get(SEEDS / 2),
            delays.get((int) (0.95 * SEEDS)),
            early,
            right,
            unclear,
            SEEDS - right - unclear,
            causes);
  }
}
