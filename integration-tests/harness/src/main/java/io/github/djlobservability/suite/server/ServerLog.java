package io.github.djlobservability.suite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a server wrote to its output. A server writes some of it late: what must not be
 * there is looked for after the server was stopped.
 */
public final class ServerLog {

  private static final int TAIL_LINES = 60;

  private final Path file;

  ServerLog(Path file) {
    this.file = file;
  }

  public List<String> lines() {
    try {
      return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<LogEntry> entries() {
    List<LogEntry> entries = new ArrayList<>();
    for (String line : lines()) {
      Optional<LogEntry> first = LogEntry.parse(line);
      if (first.isPresent()) {
        entries.add(first.get());
      } else if (!entries.isEmpty()) {
        entries.add(entries.remove(entries.size() - 1).plusLine(line));
      }
    }
    return entries;
  }

  /** Returns the lines with that text. */
  public List<String> linesWith(String text) {
    return lines().stream().filter(line -> line.contains(text)).toList();
  }

  /** Errors and warnings that the plugin, or a library inside its jar, wrote. */
  public List<LogEntry> ourProblems() {
    return entries().stream()
        .filter(entry -> entry.isOurs() && (entry.isError() || entry.isWarning()))
        .toList();
  }

  /** Returns the leaks that Netty's leak detector found; it looks only where it was told to. */
  public List<String> leaks() {
    return linesWith("LEAK:");
  }

  /** Returns the last lines, for a message about a failure. */
  public String tail() {
    List<String> lines = lines();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
