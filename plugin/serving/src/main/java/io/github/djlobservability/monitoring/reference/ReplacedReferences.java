package io.github.djlobservability.monitoring.reference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps references that were replaced, with the state and the verdicts of their monitors: each in a
 * folder named by the time in UTC. The last {@value #KEPT} stay. Not thread-safe.
 */
final class ReplacedReferences {
  static final int KEPT = 3;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss-SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Gson JSON =
      new GsonBuilder()
          .serializeSpecialFloatingPointValues()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  private final ModelFiles files;
  private final InstantSource clock;

  ReplacedReferences(ModelFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * Copies what is about to be replaced; nothing is lost of it meanwhile.
   *
   * @param reference the file that is in force; null when none is
   * @return the copy's folder
   */
  Path keep(@Nullable Path reference, List<Verdict> verdicts) throws IOException {
    Path folder = free();
    PrivateFiles.createFolders(folder);
    copy(reference, folder.resolve(ModelFiles.REFERENCE));
    copy(files.monitor(), folder.resolve(files.monitor().getFileName()));
    copy(files.quality(), folder.resolve(files.quality().getFileName()));
    byte[] json = JSON.toJson(verdicts).getBytes(StandardCharsets.UTF_8);
    ReplacedFile.write(folder.resolve("verdicts.json"), out -> out.write(json));
    forgetOldest();
    return folder;
  }

  /** Two within a millisecond differ all the same. */
  private Path free() {
    String name = NAME.format(clock.instant());
    Path folder = files.replaced().resolve(name);
    for (int i = 1; Files.exists(folder); i++) {
      folder = files.replaced().resolve(name + "-" + i);
    }
    return folder;
  }

  private static void copy(@Nullable Path from, Path to) throws IOException {
    if (from != null && Files.isRegularFile(from)) {
      byte[] plain = ReplacedFile.read(from);
      ReplacedFile.write(to, out -> out.write(plain));
    }
  }

  private void forgetOldest() throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(files.replaced())) {
      folders = all.filter(Files::isDirectory).sorted().toList();
    }
    for (Path oldest : folders.subList(0, Math.max(0, folders.size() - KEPT))) {
      try (Stream<Path> inside = Files.list(oldest)) {
        for (Path file : inside.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(oldest);
    }
  }
}
