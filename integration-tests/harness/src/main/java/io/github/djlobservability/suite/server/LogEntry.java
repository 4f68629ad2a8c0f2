package io.github.djlobservability.suite.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a server's log.
 *
 * @param level as Log4j or java.util.logging names it
 * @param text the message and, on further lines, the stack trace
 */
public record LogEntry(String level, String thread, String logger, String text) {

  private static final Pattern FIRST_LINE =
      Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (\\w+) +\\[([^]]*)] (\\S+) - (.*)");

  /** Returns an entry's first line; empty if the line goes on with the entry before it. */
  static Optional<LogEntry> parse(String line) {
    Matcher matcher = FIRST_LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new LogEntry(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
        : Optional.empty();
  }

  LogEntry plusLine(String line) {
    return new LogEntry(level, thread, logger, text + "\n" + line);
  }

  public boolean isError() {
    return level.equals("ERROR") || level.equals("FATAL") || level.equals("SEVERE");
  }

  public boolean isWarning() {
    return level.equals("WARN") || level.equals("WARNING");
  }

  /** Returns whether the plugin wrote it, the libraries inside its jar included. */
  public boolean isOurs() {
    return logger.startsWith("io.github.djlobservability");
  }

  @Override
  public String toString() {
    return level + " [" + thread + "] " + logger + " - " + text;
  }
}
