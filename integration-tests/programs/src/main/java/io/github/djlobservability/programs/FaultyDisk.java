package io.github.djlobservability.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A folder on whose disk something can go wrong: a library, compiled from {@code faultydisk.c},
 * that is preloaded into a process. Thread-safe.
 *
 * @param library what the process's {@code LD_PRELOAD} is to be
 * @param script the file that the library reads at each call
 */
public record FaultyDisk(Path library, Path script) {
  private static final String NAME = "faultydisk";

  /**
   * Compiles the library. Tests that call it are marked {@link Needs} {@link Program#C_COMPILER}.
   *
   * @param work for the library's files
   * @param disk the folder on whose disk something can go wrong; it need not be there
   */
  public static FaultyDisk compile(Path work, Path disk) throws IOException, InterruptedException {
    Path script = work.resolve(NAME + ".script");
    Path library =
        SharedLibrary.compile(
            work,
            NAME,
            NAME + ".c",
            List.of("-DFOLDER=\"" + disk + "\"", "-DFAULT=\"" + script + "\"", "-ldl"));
    return new FaultyDisk(library, script);
  }

  /** Has this go wrong from now on; the library's source has the words. */
  public void goesWrong(String fault) throws IOException {
    Path next = script.resolveSibling(NAME + ".next");
    Files.writeString(next, fault + "\n");
    Files.move(next, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
