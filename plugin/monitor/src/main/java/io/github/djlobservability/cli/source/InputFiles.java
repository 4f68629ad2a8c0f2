package io.github.djlobservability.cli.source;

import io.github.djlobservability.cli.terminal.Terminal;
import io.github.djlobservability.cli.terminal.UsageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Finds the files that are named on the command line. {@code -} is the standard input, which is
 * written to a file first, because files are read twice; its first bytes say what it is. The file
 * goes when the program ends. Not thread-safe.
 */
public final class InputFiles {

  private static final int START = 4;

  private final Terminal terminal;
  private boolean taken;

  public InputFiles(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the files of these names. */
  public List<Path> of(List<String> names) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : names) {
      files.add(of(name));
    }
    return files;
  }

  /** Returns the file of a name. */
  public Path of(String name) throws IOException {
    if (!name.equals("-")) {
      return Path.of(name);
    }
    if (taken) {
      throw new UsageException("- is the standard input, which can be read once");
    }
    taken = true;
    return written(unpacked(new BufferedInputStream(terminal.in())));
  }

  private static InputStream unpacked(BufferedInputStream in) throws IOException {
    byte[] start = start(in);
    boolean packed = start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    return packed ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  private static byte[] start(InputStream in) throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    return start;
  }

  private static Path written(InputStream in) throws IOException {
    byte[] start = start(in);
    Path folder = Files.createTempDirectory("djl-serving-observability");
    folder.toFile().deleteOnExit();
    Path file = folder.resolve("standard-input" + ending(start.length == 0 ? 0 : start[0]));
    file.toFile().deleteOnExit();
    Files.copy(in, file);
    return file;
  }

  private static String ending(byte first) {
    return switch (first) {
      case '{', '[' -> ".json";
      case 'P' -> ".npz";
      default -> ".csv";
    };
  }
}
